// The settings of the door to the national portal: one JSON file, absent by default, and the file with the credentials, which nobody else may read.

import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { BusinessDay } from '../../shared/base/ids.ts';
import { isLoopback } from '../../shared/base/loopback.ts';
import { parseBusinessDay } from '../../shared/domain/time/business-day.ts';
import { statusSchema } from '../../shared/wire/dossier-events.ts';
import { senderSchema } from '../../shared/wire/operation.ts';

/** What of a dossier may change after it was told for the first time, and is no step. */
export const LATER = ['fees', 'results', 'pages'] as const;
export type Later = (typeof LATER)[number];

/** Names that leave no doubt; the list is ours, not a portal's. */
const ORGANISATION_KINDS = {
  'state-body': ['Ủy ban nhân dân', 'Uỷ ban nhân dân', 'UBND', 'Hội đồng nhân dân', 'HĐND', 'Công an', 'Ban Chỉ huy Quân sự', 'Bộ Chỉ huy Quân sự', 'Tòa án nhân dân', 'Viện kiểm sát nhân dân', 'Kho bạc Nhà nước'],
  'other-organisation': ['Mặt trận Tổ quốc', 'Ủy ban Mặt trận Tổ quốc', 'Uỷ ban Mặt trận Tổ quốc', 'Hội Liên hiệp Phụ nữ', 'Hội Nông dân', 'Hội Cựu chiến binh', 'Đoàn Thanh niên', 'Công đoàn', 'Liên đoàn Lao động', 'Đảng ủy', 'Đảng uỷ'],
};

const path = z.string().regex(/^\/[\x21-\x7e]{0,200}$/);
const word = (max: number) => z.string().min(1).max(max);
const applicantKinds = z.strictObject({ citizen: word(2).exactOptional(), business: word(2).exactOptional(), 'household-business': word(2).exactOptional(), 'state-body': word(2).exactOptional(), 'other-organisation': word(2).exactOptional() });
const beginnings = z.array(word(100)).max(200);
const officerLength = z.int().min(10).max(120);
const dateForm = z.enum(['compact', 'spaced', 'iso-local', 'iso-utc']);

const common = {
  /** Address of the portal's adapter, before every path. Only this machine's own may be spoken to without TLS. */
  url: z.url({ protocol: /^https?$/ }).refine((text) => text.startsWith('https:') || isLoopback(new URL(text).hostname), 'only https, except to this machine itself'),
  /** File with the credentials, readable by the gateway's account alone; from the folder of these settings. */
  credentialsFile: z.string().min(1),
  /** PEM file of the authority that signed the portal's certificate, where it is not a public one; from the folder of these settings. */
  authorityFile: z.string().min(1).exactOptional(),
  /** Dossiers received from this day on are told. */
  since: z.string().transform((text, context): BusinessDay => {
    const day = parseBusinessDay(text);
    if (day !== null) return day;
    context.addIssue({ code: 'custom', message: 'a day, such as 2026-12-01' });
    return z.NEVER;
  }),
  /** Communes whose dossiers are told, by their names at this gateway. */
  communes: z.record(senderSchema.shape.commune, z.strictObject({ unitCode: word(40), unitName: word(250), processor: word(120) })).refine((communes) => Object.keys(communes).length > 0, 'at least one commune'),
  applicantKinds: applicantKinds.default({}),
  /** How names of organisations begin that are bodies of the state, and of those that are neither that nor a business. */
  organisationKinds: z.strictObject({ 'state-body': beginnings, 'other-organisation': beginnings }).default(ORGANISATION_KINDS),
  /** How many dossiers are spoken of at once. */
  parallel: z.int().min(1).max(16).default(4),
  /** Whether fees are told. */
  fees: z.boolean().default(true),
  /** Whether the name of a result says its number and its day, for which no portal has members. */
  resultNumbers: z.boolean().default(true),
  /** How long one answer is waited for. */
  timeoutMs: z.int().min(100).max(120_000).default(30_000),
  /** How often the feed is looked at. */
  everyMs: z.int().min(50).max(600_000).default(3000),
  /** Between two tries: the first pause, doubled each time up to the longest. */
  firstPauseMs: z.int().min(10).max(600_000).default(5000),
  longestPauseMs: z.int().min(10).max(86_400_000).default(900_000),
  /** After so many refusals a step goes to the desk. */
  refusals: z.int().min(1).max(20).default(3),
  /** What becomes of a step of which nobody knows whether the portal took it: sent once more word for word, or looked into by a person. */
  unknownOutcome: z.enum(['repeat', 'desk']).default('repeat'),
};

const classicSchema = z.strictObject({
  dialect: z.literal('classic'), ...common,
  paths: z.strictObject({ login: path, service: path }),
  paperKinds: z.strictObject({ original: word(10), copy: word(10) }).nullable().default(null),
  supplementStates: z.strictObject({ asked: word(10), answered: word(10) }).nullable().default(null),
  /** ThoiHanBoSung is known of a system that speaks to the portal, in days; which object has it is not. */
  supplementTerm: z.enum(['days', 'date']).nullable().default('days'),
  additions: z.boolean().default(true),
  feeWords: z.strictObject({ atIntake: word(10), atReturn: word(10), phi: word(10), lePhi: word(10) }).nullable().default(null),
  paperStates: z.boolean().default(true),
  /** A live system cuts what is longer than 50. */
  officerLength: officerLength.default(50),
  /** DuocThanhToanTrucTuyen of a VietQR transfer: 0, no gateway. */
  transferGateway: z.enum(['0', '1', '2']).default('0'),
});

const sixStepSchema = z.strictObject({
  dialect: z.literal('six-step'), ...common,
  paths: z.strictObject({ token: path, nextCode: path, upload: path, dossier: path, progress: path, status: path }),
  /** MaDichVuCong of procedures where it is not their code. */
  serviceCodes: z.record(z.string().regex(/^\d\.\d{6}$/), word(60)).default({}),
  /** Whether the portal numbers the dossiers, or takes the city's official codes. */
  codes: z.enum(['portal', 'own']).default('portal'),
  /** What its numbers are asked for. */
  nextCodeOf: z.enum(['unit', 'procedure']).default('unit'),
  tokenRequest: z.enum(['form', 'json']).default('form'),
  tokenIn: z.enum(['header', 'query']).default('header'),
  /** Error codes with which the portal says that it has a dossier of this code already. */
  existsCodes: z.array(word(20)).max(20).default([]),
  /** At which statuses CapNhatTrangThai has the lists of fees and results; none: it never has. */
  statusLists: z.array(statusSchema).max(10).default([5, 6, 9]),
  /** MaKetQua of a page of a result, which goes with the status that has results; null: pages of results do not go. */
  resultFiles: word(60).nullable().default('KQ.DVC.KETQUA'),
  officerLength: officerLength.default(120),
  /** What goes to the desk of the commune where these calls have no place for it. */
  laterByHand: z.array(z.enum(LATER)).default([...LATER]),
  dates: z.strictObject({ dossier: dateForm, step: dateForm }).default({ dossier: 'spaced', step: 'iso-local' }),
});

const fileSchema = z.discriminatedUnion('dialect', [classicSchema, sixStepSchema]).refine(({ firstPauseMs, longestPauseMs }) => firstPauseMs <= longestPauseMs, { message: 'longestPauseMs is the longer one', path: ['longestPauseMs'] });

type Extra = { /** Whole paths. */ readonly credentialsFile: string; readonly authority: string | null; readonly givesCodes: boolean };
export type ClassicSettings = Readonly<Omit<z.infer<typeof classicSchema>, 'credentialsFile' | 'authorityFile'>> & Extra;
export type SixStepSettings = Readonly<Omit<z.infer<typeof sixStepSchema>, 'credentialsFile' | 'authorityFile'>> & Extra;
export type PortalSettings = ClassicSettings | SixStepSettings;

/** Name and secret: username and password of the classic adapter, client id and client secret of the six-step calls. */
const credentialsSchema = z.union([
  z.strictObject({ username: word(200), password: word(400) }).transform(({ username, password }) => ({ name: username, secret: password })),
  z.strictObject({ clientId: word(200), clientSecret: word(400) }).transform(({ clientId, clientSecret }) => ({ name: clientId, secret: clientSecret })),
]);
export type Credentials = z.infer<typeof credentialsSchema>;

function parsedJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The words of a failed parse may quote a secret.
    throw new Error(`${file}: not JSON`);
  }
}

/** Reads the credentials; throws without quoting them, also where others than the gateway's account may read the file. Windows has no such bits: there the folder's rights are to be set. */
export async function readCredentials(file: string): Promise<Credentials> {
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new Error(`${file}: others may read it; say chmod 600`);
  const parsed = credentialsSchema.safeParse(parsedJson(file, await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: wants {"username", "password"} or {"clientId", "clientSecret"}`);
  return parsed.data;
}

/** Reads the settings with everything that they name; throws with the place that is wrong. */
export async function readPortalSettings(file: string): Promise<PortalSettings> {
  const parsed = fileSchema.safeParse(parsedJson(file, await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${parsed.error.issues.map(({ path: place, message }) => `${place.join('.')} ${message}`).join('; ')}`);
  const { credentialsFile: credentials, authorityFile, ...settings } = parsed.data;
  const credentialsFile = resolve(dirname(file), credentials);
  await readCredentials(credentialsFile);
  const authority = authorityFile === undefined ? null : await readFile(resolve(dirname(file), authorityFile), 'utf8');
  return { ...settings, credentialsFile, authority, givesCodes: settings.dialect === 'six-step' && settings.codes === 'portal' };
}
