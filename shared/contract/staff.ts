// Officers sign in at counters and at the administration: who they are, who is signed in at this window, and the accounts as their head keeps them.

import { z } from 'zod';
import { STAFF_ROLES } from '../domain/staff/rights.ts';
import { PIN_FORM } from '../domain/staff/pin.ts';
import { change, nothing, query } from './command.ts';
import { epochMsSchema, wordsSchema } from './primitives.ts';

const staff = ['counter', 'admin'] as const;

export const officerIdSchema = z.uuid();
export const staffRoleSchema = z.enum(STAFF_ROLES);

/** Whom an act is by: the account's id and the name it had then. Kept beside the log, and never sent with it. */
export const officerSchema = z.strictObject({ officerId: officerIdSchema, name: z.string() });
export type Officer = z.infer<typeof officerSchema>;

/** At which window a command is called, and by whom; `officer` is null where nobody has to be signed in. Said by the station, never by a page. */
export interface Acting {
  readonly windowId: string;
  readonly officer: Officer | null;
}

const pin = z.string().regex(PIN_FORM);
/** What is typed to find the account: 'lan', 'v.hung2'. */
const loginSchema = z.string().regex(/^[a-z][a-z0-9.]{0,19}$/);
const account = { name: wordsSchema(80).pipe(z.string().min(1)), login: loginSchema, role: staffRoleSchema };

/** What a window has to know before it shows anything of anybody. */
export const signInSchema = z.strictObject({
  /** 'unset': there is no account yet, and everybody works without · 'off': the settings of the machine have put the sign-in aside · 'asked': somebody must be signed in. */
  mode: z.enum(['unset', 'off', 'asked']),
  /** Those who can sign in here, by name. */
  officers: z.array(z.strictObject({ officerId: officerIdSchema, ...account, name: z.string() })),
  /** Who is signed in at this window; a locked window is still that officer's. */
  session: z.strictObject({ officerId: officerIdSchema, name: z.string(), role: staffRoleSchema, isLocked: z.boolean() }).nullable(),
  /** Without a touch for so long the window locks. */
  lockAfterSeconds: z.int(),
});
export type SignIn = z.infer<typeof signInSchema>;

const listedSchema = z.strictObject({ officerId: officerIdSchema, ...account, name: z.string(), isActive: z.boolean(), /** Too many wrong PINs: waits for a new one. */ isBlocked: z.boolean(), pinSetAt: epochMsSchema });
export type ListedOfficer = z.infer<typeof listedSchema>;

/** What was done with the accounts, and who signed in; `by` is empty where nobody was signed in. */
const actSchema = z.strictObject({ at: epochMsSchema, seat: z.string(), by: z.string(), what: z.enum(['added', 'changed', 'pin-set', 'signed-in', 'blocked']), whom: z.string() });
export type StaffAct = z.infer<typeof actSchema>;

export const staffListSchema = z.strictObject({ officers: z.array(listedSchema), /** The newest first, at most 50. */ acts: z.array(actSchema) });
export type StaffList = z.infer<typeof staffListSchema>;

/** What carries a PIN changes things and is still no `change`: the answers of those are kept with a hash of their input, which would give six digits away. */
export const staffCommands = {
  'staff.read': query(staff, nothing, signInSchema),
  /** Signs in, unlocks, or takes the window over from another officer. Refuses 'staff.unknown', 'staff.wait' {seconds}, 'staff.wrong-pin' {seconds}, 'staff.blocked'. */
  'staff.sign-in': query(staff, z.strictObject({ officerId: officerIdSchema, pin: z.string().max(64) }), signInSchema),
  /** Somebody has touched keyboard or screen. */
  'staff.seen': query(staff, nothing, signInSchema),
  'staff.lock': query(staff, nothing, signInSchema),
  'staff.sign-out': query(staff, nothing, signInSchema),
  /** The officer's own new PIN. Refuses as signing in does, 'staff.sign-in-needed' and 'staff.easy-pin'. */
  'staff.own-pin': query(staff, z.strictObject({ old: z.string().max(64), pin }), signInSchema),
  'staff.list': query(['admin'], nothing, staffListSchema),
  /** The caller names the id, so that asking twice adds one. The first of all is a head. Refuses 'staff.first-head', 'staff.login-taken', 'staff.easy-pin', 'staff.too-many' {most}. */
  'staff.add': query(['admin'], z.strictObject({ officerId: officerIdSchema, ...account, pin }), staffListSchema),
  /** One who is not active is signed out everywhere at once. Refuses 'staff.unknown', 'staff.login-taken', 'staff.last-head'. */
  'staff.change': change(['admin'], { officerId: officerIdSchema, ...account, isActive: z.boolean() }, staffListSchema),
  /** A new PIN forgives the wrong ones before it, and signs the officer out. Refuses 'staff.unknown', 'staff.easy-pin'. */
  'staff.set-pin': query(['admin'], z.strictObject({ officerId: officerIdSchema, pin }), staffListSchema),
};
