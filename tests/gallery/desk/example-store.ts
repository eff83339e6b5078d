// How the data of the example point is cared for: its copies, its past, its blocks of numbers.

import type { BusinessDay, DossierId } from '../../../shared/base/ids.ts';
import type { Backup, NumberBlock, StoreHistory } from '../../../shared/contract/care.ts';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import { minutesAgo, uuid } from './example-point.ts';

function backup(number: number, more: Partial<Backup> = {}): Backup {
  return { name: `store-${number}.db`, at: minutesAgo(40 + number * 60), bytes: 4_100_000 - number * 20_000, lastSequence: 4_100 - number * 50, kind: 'hourly', place: 'second-disk', ...more };
}
/** An update some days ago, then days, then this day's hours. */
export const exampleBackups: readonly Backup[] = [
  ...[0, 1, 2, 3, 4].map((number) => backup(number)), backup(5, { kind: 'asked' }), backup(24, { kind: 'daily', place: 'own-disk' }), backup(48, { kind: 'daily' }), backup(70, { kind: 'update', place: 'own-disk' }),
];

const first: StoreHistory['births'][number] = { incarnation: 1, at: minutesAgo(60 * 24 * 90), reason: 'first', base: 0, lastSeen: 0, returned: 0, missing: [] };
/** Of a machine that was never put back. */
export const plainHistory: StoreHistory = { incarnation: 1, births: [first] };
/** Put back once with a loss, moved once without. */
export const longHistory: StoreHistory = {
  incarnation: 3,
  births: [
    first,
    { incarnation: 2, at: minutesAgo(60 * 24 * 30), reason: 'cloned', base: 2_100, lastSeen: 2_100, returned: 0, missing: [] },
    { incarnation: 3, at: minutesAgo(120), reason: 'restored', base: 3_950, lastSeen: 4_010, returned: 56, missing: [{ from: 3_987, to: 3_989 }, { from: 4_010, to: 4_010 }] },
  ],
};

/** The day of all pictures. */
export const EXAMPLE_DAY = '2026-11-24' as BusinessDay;
function block(series: string, lo: number, hi: number, used: number, more: Partial<NumberBlock> = {}): NumberBlock {
  return { series, day: EXAMPLE_DAY, lo, hi, used, state: 'open', ...more };
}
/** Enough of everything. */
export const goodNumbers: CommandOutput<'numbers.read'> = {
  blocks: [block('code/H26.149', 1, 50, 12), block('ticket/A', 1, 999, 20), block('ticket/B', 1, 999, 6), block('code/H26.149', 1, 50, 0, { day: '2026-11-25' as BusinessDay }), block('code/H26.149', 1, 50, 41, { day: '2026-11-23' as BusinessDay, state: 'closed' })],
  unaccounted: [],
  forms: [{ form: 'supplement', year: 2026, last: 127, used: 127, unused: [] }, { form: 'apology', year: 2026, last: 8, used: 8, unused: [] }],
};
/** Codes used up, one block void, three numbers that nobody knows. */
export const badNumbers: CommandOutput<'numbers.read'> = {
  blocks: [block('code/H26.149', 1, 20, 20, { state: 'used-up' }), block('code/H26.149', 51, 70, 3, { state: 'void' }), block('ticket/A', 1, 999, 20)], unaccounted: ['A014', 'A015', 'H26.149-261124-0007'],
  forms: [{ form: 'supplement', year: 2026, last: 229, used: 128, unused: [{ from: 128, to: 227 }, { from: 229, to: 229 }] }],
};

function look(number: number, actor: string, purpose: string, label = `H26.149-261124-000${number}`): CommandOutput<'access.list'>['entries'][number] {
  return { at: minutesAgo(number * 7), actor, officer: '', dossierId: uuid(4, number) as DossierId, label, purpose };
}
/** A morning's looks; the newest is an export. */
export const exampleAccess: CommandOutput<'access.list'> = { entries: [look(1, 'admin', 'export', '*'), look(2, 'counter-1', 'detail'), look(3, 'counter-3', 'correction'), look(4, 'kiosk', 'look-up'), look(5, 'counter-2', 'page'), look(6, 'counter-2', 'list', '*')], total: 612 };
