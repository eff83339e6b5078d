// What every dialect's mapping is given besides the dossier, and how it says that a message cannot be sent.

import type { z } from 'zod';
import type { DossierStatus } from '../../shared/domain/dossier/status.ts';
import type { ApplicantKind } from './case.ts';
import { PortalFailure } from './failures.ts';

/** How a commune calls itself towards the portal. */
export interface UnitWords {
  /** Its code there (madonvi, MaDonViTiepNhan). */
  readonly unitCode: string;
  readonly unitName: string;
  /** Who is named for a step of which the log names nobody: the desk, not a person. */
  readonly processor: string;
}

/** What the descriptions of the portal leave open or contradict: the city decides, and what it leaves out is not sent. */
export interface MappingChoices {
  /** LoaiDoiTuong where the portal at hand has other words than its description. */
  readonly applicantKinds: Partial<Record<ApplicantKind, string>>;
  /** LoaiGiayTo of originals and of copies: no description says the values. Null: it is left out. */
  readonly paperKinds: { readonly original: string; readonly copy: string } | null;
  /** TrangThaiBoSung of papers that are asked for, and of those that came. Null: it is left out. */
  readonly supplementStates: { readonly asked: string; readonly answered: string } | null;
  /** How ThoiHanBoSung says until when papers are awaited: calendar days after the request, or the end of the last day. Null: it is left out. */
  readonly supplementTerm: 'days' | 'date' | null;
  /** Whether the members are sent that came to the classic message after 2019. */
  readonly additions: boolean;
  /** HinhThucThu at the handing in and with the result, and LoaiPhiLePhi of a phí and of a lệ phí, in the classic message: no description says the values. Null: they are left out. */
  readonly feeWords: { readonly atIntake: string; readonly atReturn: string; readonly phi: string; readonly lePhi: string } | null;
  /** Whether fees are told. */
  readonly fees: boolean;
  /** Whether the classic message has TaiLieuNop, one for each paper that was scanned or taken again. */
  readonly paperStates: boolean;
  /** DuocThanhToanTrucTuyen of a transfer to the unit's own account, which goes through no gateway unless the city says so. */
  readonly transferGateway: '0' | '1' | '2';
  /** At which statuses CapNhatTrangThai of the six-step calls has the lists of fees and results. */
  readonly statusLists: readonly DossierStatus[];
  /** MaKetQua of a page of the result in the six-step calls; null: pages of results do not go, and only their names do. */
  readonly resultFiles: string | null;
  /** Whether a result's name has its number and its day. */
  readonly resultNumbers: boolean;
  /** How long NguoiXuLy may be. */
  readonly officerLength: number;
  /** MaDichVuCong of a procedure where it is not the procedure's own code. */
  readonly serviceCodes: Readonly<Record<string, string>>;
}

/** A message that may go, or the names of the members that keep it here: never their values. */
export type Mapped<Message> = { readonly kind: 'message'; readonly message: Message } | { readonly kind: 'unfit'; readonly members: readonly string[] };

/** Holds a message against its schema before anything is sent. */
export function checked<Schema extends z.ZodType>(schema: Schema, message: unknown): Mapped<z.infer<Schema>> {
  const parsed = schema.safeParse(message);
  if (parsed.success) return { kind: 'message', message: parsed.data };
  return { kind: 'unfit', members: [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].slice(0, 10) };
}

/** The message, where it may go; throws `PortalFailure` with the members that keep it here. */
export function fit<Message>(mapped: Mapped<Message>): Message {
  if (mapped.kind === 'unfit') throw new PortalFailure('portal.message-unfit', mapped.members.join(' '));
  return mapped.message;
}

/** Members of which nothing is held, left out. */
export function held<Value>(members: Readonly<Record<string, Value | null | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Value] => entry[1] !== null && entry[1] !== undefined && entry[1] !== ''));
}
