// The officers' accounts as they are kept, what was done with them, and by whom each event of the log was.

import { z } from 'zod';
import type { DossierId, EpochMs, OperationId } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { staffRoleSchema, type Officer, type StaffAct } from '../../../shared/contract/staff.ts';
import type { Readable, Writable } from './handle.ts';

const accountRow = z.object({
  officerId: z.string(), name: z.string(), login: z.string(), role: staffRoleSchema, isActive: z.int().transform((value) => value === 1), pin: z.string(), pinSetAt: epochMsSchema, misses: z.int().min(0),
});
/** One account. `pin` is what the PIN was derived to, with salt and parameters. */
export type Account = z.output<typeof accountRow>;

const COLUMNS = 'officer_id AS officerId, name, login, role, is_active AS isActive, pin, pin_set_at AS pinSetAt, misses';

/** Everybody, those who are gone too: no account is ever deleted. */
export function readAccounts(store: Readable): readonly Account[] {
  return store.all(accountRow, `SELECT ${COLUMNS} FROM staff ORDER BY is_active DESC, name, officer_id`, {});
}

export function accountOf(store: Readable, officerId: string): Account | null {
  return store.get(accountRow, `SELECT ${COLUMNS} FROM staff WHERE officer_id = $officerId`, { officerId });
}

/** Writes all of an account, new or there already. */
export function keepAccount(store: Writable, { officerId, name, login, role, isActive, pin, pinSetAt, misses }: Account): void {
  store.runOne(
    `INSERT INTO staff (officer_id, name, login, role, is_active, pin, pin_set_at, misses) VALUES ($officerId, $name, $login, $role, $isActive, $pin, $pinSetAt, $misses)
     ON CONFLICT (officer_id) DO UPDATE SET name = excluded.name, login = excluded.login, role = excluded.role, is_active = excluded.is_active, pin = excluded.pin, pin_set_at = excluded.pin_set_at, misses = excluded.misses`,
    { officerId, name, login, role, isActive: isActive ? 1 : 0, pin, pinSetAt, misses },
  );
}

export function setMisses(store: Writable, officerId: string, misses: number): void {
  store.runOne('UPDATE staff SET misses = $misses WHERE officer_id = $officerId', { officerId, misses });
}

/** Puts down what was done with an account, at which window, and by whom. */
export function noteStaffAct(store: Writable, act: { readonly at: EpochMs; readonly seat: string; readonly by: string | null; readonly what: StaffAct['what']; readonly officerId: string }): void {
  store.runOne('INSERT INTO staff_act (at, seat, by_id, what, officer_id) VALUES ($at, $seat, $by, $what, $officerId)', { ...act });
}

const actRow = z.object({ at: epochMsSchema, seat: z.string(), by: z.string(), what: z.enum(['added', 'changed', 'pin-set', 'signed-in', 'blocked']), whom: z.string() });

/** The newest first. */
export function readStaffActs(store: Readable, limit: number): StaffAct[] {
  return store.all(
    actRow,
    `SELECT at, seat, coalesce((SELECT name FROM staff WHERE officer_id = by_id), '') AS "by", what, coalesce((SELECT name FROM staff WHERE staff.officer_id = staff_act.officer_id), '') AS whom
     FROM staff_act ORDER BY act DESC LIMIT $limit`,
    { limit },
  );
}

/** Says by whom an event was, in the transaction that writes it. */
export function keepEventOfficer(store: Writable, opId: OperationId, { officerId, name }: Officer): void {
  store.runOne('INSERT INTO event_officer (op_id, officer_id, name) VALUES ($opId, $officerId, $name)', { opId, officerId, name });
}

const byWhomRow = z.object({ opId: z.string(), name: z.string() });

/** By whom the events of a dossier were, by the operations' ids, with the names of then; those of nobody, and those that came back from the city, are not in it. */
export function officersOfDossier(store: Readable, dossierId: DossierId): ReadonlyMap<string, string> {
  const rows = store.all(byWhomRow, `SELECT op_id AS opId, name FROM event JOIN event_officer USING (op_id) WHERE agg_type = 'dossier' AND agg_id = $dossierId`, { dossierId });
  return new Map(rows.map(({ opId, name }) => [opId, name]));
}
