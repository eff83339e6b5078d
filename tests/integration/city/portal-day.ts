// What the tests of the portal's door share: a gateway with a door to the stand-in for the portal, a day of dossiers, and the comparison of the two sides.

import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import { startPortalDoor } from '../../../city/adapters/sender.ts';
import { readPortalSettings } from '../../../city/adapters/settings.ts';
import { BlobStore } from '../../../city/blobs/store.ts';
import { machineClock } from '../../../city/clock.ts';
import { runDesk } from '../../../city/desk/orders.ts';
import type { LogFacts, LogLevel } from '../../../city/log.ts';
import { SYSTEM_KEY } from './city-under-test.ts';
import type { CityUnderTest, LogLine } from './city-under-test.ts';
import { call } from './sending-station.ts';
import type { SendingStation } from './sending-station.ts';

export const CREDENTIALS = { name: 'xa-vi-du', secret: 'a-secret-of-the-commune' };

const COMMUNES = {
  T149: { unitCode: 'H26.149', unitName: 'Ủy ban nhân dân xã Ví Dụ', processor: 'Bộ phận Một cửa xã Ví Dụ' },
  T150: { unitCode: 'H26.150', unitName: 'Ủy ban nhân dân xã Mẫu', processor: 'Bộ phận Một cửa xã Mẫu' },
};

/** Quick pauses, so that a test waits for what happens and not for a clock. */
export const QUICK = { everyMs: 50, firstPauseMs: 40, longestPauseMs: 300, timeoutMs: 1500, refusals: 3 };

/** Writes settings and credentials into a folder and gives the path of the settings. */
export async function writePortalFiles(folder: string, settings: Readonly<Record<string, unknown>>, credentials: Readonly<Record<string, string>>): Promise<string> {
  const secret = join(folder, 'credentials.json');
  await writeFile(secret, JSON.stringify(credentials));
  await chmod(secret, 0o600);
  const file = join(folder, 'portal.json');
  await writeFile(file, JSON.stringify({ credentialsFile: 'credentials.json', since: '2026-07-01', communes: COMMUNES, ...QUICK, ...settings }));
  return file;
}

export function classicSettings(url: string, changed: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { dialect: 'classic', url, paths: { login: '/login', service: '/service' }, ...changed };
}

export function sixStepSettings(url: string, changed: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { dialect: 'six-step', url, paths: { token: '/token', nextCode: '/next', upload: '/upload', dossier: '/dossier', progress: '/progress', status: '/status' }, ...changed };
}

/** Opens the door of a city to a stand-in, with credentials of both dialects; what it logs goes to `log`. */
export async function openDoorOf(city: CityUnderTest, settings: Readonly<Record<string, unknown>>, log: LogLine[]): Promise<AsyncDisposable> {
  const credentials = settings['dialect'] === 'classic' ? { username: CREDENTIALS.name, password: CREDENTIALS.secret } : { clientId: CREDENTIALS.name, clientSecret: CREDENTIALS.secret };
  const file = await writePortalFiles(city.folder, settings, credentials);
  const note = (level: LogLevel, what: string, facts: LogFacts = {}): void => void log.push({ level, what, facts });
  return startPortalDoor({ pool: city.pool, clock: machineClock, log: note, store: new BlobStore(city.blobs, machineClock), settings: await readPortalSettings(file) });
}

/** What the city's people have on their desk of the portal. */
export async function deskOf(pool: Pool): Promise<readonly Record<string, unknown>[]> {
  const lines: string[] = [];
  await runDesk({ pool, clock: machineClock, print: (line) => void lines.push(line) }, ['portal']);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => 'failure' in line);
}

/** Somebody has seen to everything that lies there of a commune. */
export async function doByHand(pool: Pool, commune: string): Promise<void> {
  for (const { code } of await deskOf(pool)) await runDesk({ pool, clock: machineClock, print: () => undefined }, ['portal-leave', commune, String(code)]);
}

/** The city's own system moves a dossier that was handed over. */
export async function decide(url: string, commune: string, dossierId: string, change: Readonly<Record<string, unknown>>): Promise<void> {
  const requestId = randomUUID();
  const body = JSON.stringify({ requestId, commune, reason: 'Phòng chuyên môn', ...change });
  const { status } = await call(url, `/v1/system/dossiers/${dossierId}/changes`, { method: 'POST', key: SYSTEM_KEY, headers: { 'x-request-id': requestId, 'content-type': 'application/json' }, body });
  if (status !== 200) throw new Error(`the city answered ${status}`);
}

const RECEIVED = Date.parse('2026-07-15T01:05:09Z');
const DUE = Date.parse('2026-07-20T10:00:00Z');

/** One dossier of each kind of life: what happens to it, and the statuses that a portal is to have noted in this order. */
export const LIVES = {
  open: [2],
  returned: [2, 4, 9, 10],
  supplemented: [2, 4, 5, 4, 9],
  refused: [2, 4, 5, 3],
  withdrawn: [2, 4, 7, 8],
  corrected: [2],
  'given-up': [2, 8],
  erased: [2, 4, 9, 10],
} as const;
export type Life = keyof typeof LIVES;

/** Opens dossiers of each life at a station and leads each to its end. Gives their ids by their lives, `rounds` of each. */
export async function liveThroughADay(url: string, sender: SendingStation, rounds: number, pages: readonly unknown[] = []): Promise<readonly { readonly id: string; readonly life: Life }[]> {
  const lives: { id: string; life: Life }[] = [];
  for (let count = 0; count < rounds; count += 1) {
    for (const life of Object.keys(LIVES) as Life[]) {
      const opening = sender.dossier({ receivedAt: RECEIVED + lives.length * 60_000, dueAt: DUE, papers: [{ paperId: 'p1', name: 'Tờ khai', originals: 1, copies: 2, pages: pages.map((page) => ({ ...(page as object), pageId: randomUUID() })) }] }, { at: (RECEIVED + lives.length * 60_000) as never });
      const id = opening.aggId;
      lives.push({ id, life });
      const moved = (from: number, to: number, reason = '') => sender.on(id, 'moved', { from, to, reason, dueAt: DUE });
      await sender.push([opening, ...(LIVES[life].includes(4 as never) ? [moved(2, 4)] : [])]);
      const rest = LIVES[life].slice(2);
      if (life === 'corrected') await sender.push([sender.on(id, 'corrected', { fields: { fullName: { from: 'Nguyễn Thị Ví Dụ', to: 'Nguyễn Thị Ví Dụ Mẫu' } }, reason: 'Sai tên' })]);
      else if (life === 'given-up') await sender.push([sender.on(id, 'voided', { reason: 'Tiếp nhận nhầm' })]);
      else for (const status of rest) await decide(url, sender.enrolled.commune, id, { status, ...(status === 5 ? { reason: 'Bổ sung bản chính' } : {}) });
      if (life === 'erased') await sender.push([sender.on(id, 'erased', { reason: 'Hết thời hạn' })]);
    }
  }
  return lives;
}

const BY = { counterId: 1, officerName: 'Trần Văn Mẫu' };
const LINE = { feeId: 'le-phi-1', name: 'Lệ phí đăng ký hộ tịch', kind: 'le-phi', unit: 'bản', quantity: 1, unitAmount: 8000, amount: 8000 };

/** What a dossier costs, and two steps of a payment for it: asked for, and seen or given back. */
export function moneyOf(sender: SendingStation, dossierId: string, visitId: string, method: 'cash' | 'transfer' = 'transfer') {
  const paymentId = randomUUID();
  const ofPayment = { aggType: 'station', aggId: paymentId } as const;
  return {
    charged: () => sender.operation('fee.charged', { dossierId, visitId, lines: [{ ...LINE, full: 8000, exemption: null, changed: null }], total: 8000, manner: 'now', reason: '' }, { aggType: 'dossier', aggId: dossierId }),
    asked: () => sender.operation('payment.asked', { paymentId, visitId, by: BY, method, lines: [LINE], amount: 8000, code: null }, ofPayment),
    confirmed: () => sender.operation('payment.confirmed', { paymentId, day: '2026-07-15', by: BY, seen: 8000, handed: null, receipt: { symbol: 'AA/26P', volume: '01', number: 1 } }, ofPayment),
    reversed: () => sender.operation('payment.reversed', { paymentId, day: '2026-07-15', by: BY, why: 'withdrawn', note: '' }, ofPayment),
  };
}

const dossierRow = z.object({ id: z.string(), code: z.string() });

/** Official codes by the ids of dossiers. */
export async function codesOf(pool: Pool, commune: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query('SELECT dossier_id AS id, official_code AS code FROM dossier WHERE commune = $1', [commune]);
  return new Map(rows.map((row) => dossierRow.parse(row)).map(({ id, code }) => [id, code]));
}

/** How many steps are not done yet. */
export async function openSteps(pool: Pool): Promise<number> {
  const { rows } = await pool.query("SELECT count(*)::int AS open FROM portal_step WHERE state NOT IN ('done', 'left')");
  return z.object({ open: z.int() }).parse(rows[0]).open;
}

const UNTAKEN = 'SELECT 1 FROM feed_counter f LEFT JOIN portal_cursor c USING (commune) WHERE c.number IS DISTINCT FROM f.last UNION ALL SELECT 1 FROM portal_news';

/** True when the door has read every feed to its end and said everything. */
export async function isQuiet(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(UNTAKEN);
  return rows.length === 0 && (await openSteps(pool)) === 0;
}

/** True when the door has read every feed to its end, and all that is left lies at the desk by name. */
export async function isForDesk(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(`${UNTAKEN} UNION ALL SELECT 1 FROM portal_step WHERE state IN ('waiting', 'sending') OR (state = 'desk' AND what <> 'by-hand')`);
  return rows.length === 0;
}
