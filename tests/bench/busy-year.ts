// A store with a year of a busy point in it, written by SQL in one stroke: what the reading commands are measured on.

import type { BusinessDay } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { addDays, startOfDay } from '../../shared/domain/time/business-day.ts';
import type { StationDatabase } from '../../electron/station/store/database.ts';
import { dossiersOf } from './workload.ts';

const DAYS = 250;
const DOSSIERS_A_DAY = 90;
/** Looks, notes and steps of each dossier besides its ticket and its opening. */
const LOOKS = 6;
const NOTES = 4;

/** What a year leaves. */
export interface BusyYear {
  readonly dossiers: number;
  readonly events: number;
  /** A dossier and a ticket of the last day. */
  readonly dossierId: string;
  readonly ticketId: string;
  readonly provisionalCode: string;
}

const id = (kind: string, number: string): string => `printf('%08x-${kind}-7000-8000-%012x', ${number}, ${number})`;

/** Fills an empty store up to the day before `today`, and `today` as far as `todayTickets` people. Seals are made up: nothing that is measured looks at them. */
export function fillYear(database: StationDatabase, today: BusinessDay, incarnation: number, todayTickets: number): BusyYear {
  const dossiers = DAYS * DOSSIERS_A_DAY;
  const template = JSON.stringify(must(dossiersOf('T149', 'K1')[0], 'there are documents'));
  const kinds = 3 + LOOKS + NOTES;
  const days = JSON.stringify(Array.from({ length: DAYS + 1 }, (_, index) => addDays(today, index - DAYS)));
  database.write((store) => {
    store.run('CREATE TEMP TABLE day AS SELECT key AS d, value AS day FROM json_each($days)', { days });
    // One row for each person: `n` of all, `d` the day's, `i` within the day.
    store.run(
      `CREATE TEMP TABLE person AS WITH RECURSIVE c (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM c WHERE n + 1 < $all)
       SELECT n, n / CAST($each AS INTEGER) AS d, n % CAST($each AS INTEGER) AS i, day.day AS day, $start + (n / CAST($each AS INTEGER)) * 86400000 + (n % CAST($each AS INTEGER)) * 300000 AS at FROM c JOIN day ON day.d = n / CAST($each AS INTEGER)`,
      { all: dossiers + todayTickets, each: DOSSIERS_A_DAY, start: startOfDay(addDays(today, -DAYS)) + 8 * 3_600_000 },
    );
    store.run(`INSERT INTO ticket (ticket_id, day, number, field, sequence, priority, state, counter_id, visit_id, issued_at, queued_at, called_at, served_at, last_counter, call_order, calls)
      SELECT ${id('0001', 'n')}, day, printf('%s%03d', substr('ABCD', i % 4 + 1, 1), i + 1), substr('ABCD', i % 4 + 1, 1), i + 1, iif(i % 9 = 0, 'elderly', 'none'),
        CASE WHEN n < $old OR i % 3 = 0 THEN 'served' ELSE 'waiting' END, iif(n < $old OR i % 3 = 0, i % 5 + 1, NULL), iif(n < $old OR i % 3 = 0, ${id('0002', 'n')}, NULL), at, at,
        iif(n < $old OR i % 3 = 0, at + 60000, NULL), iif(n < $old OR i % 3 = 0, at + 600000, NULL), iif(n < $old OR i % 3 = 0, i % 5 + 1, NULL), iif(n < $old OR i % 3 = 0, n, NULL), 1 FROM person`, { old: dossiers });
    store.run(`INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op)
      SELECT ${id('0003', 'n')}, ${id('0002', 'n')}, printf('T149-K1-%06d-X', n), printf('H26.149-%s-%04d', replace(day, '-', ''), i + 1), '1.001193', 'Đăng ký khai sinh', 'Nguyễn Thị Ví Dụ', '001099000001', 'A001', i % 5 + 1, 2, at, at + 86400000, ${id('0010', `n * ${kinds} + 2`)} FROM person WHERE n < $old`, { old: dossiers });
    store.run(`INSERT INTO city_dossier (dossier_id, official_code, revision, status) SELECT ${id('0003', 'n')}, printf('H26.149-%s-%04d', replace(day, '-', ''), i + 1), 2, 2 FROM person WHERE n < $old`, { old: dossiers });
    store.run(`INSERT INTO print_job (print_job_id, what, of_id, label, paper, state, created_at, queued_at) SELECT ${id('0004', 'n')}, 'ticket', ${id('0001', 'n')}, 'A001', '{}', iif(n % 40 = 0, 'failed', 'printed'), at, at FROM person`);
    store.run(`INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash)
      WITH RECURSIVE k (k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM k WHERE k + 1 < $kinds)
      SELECT n * $kinds + k + 1, ${id('0010', 'n * $kinds + k')}, $incarnation, CASE WHEN k < 2 THEN 'ticket' WHEN k < 3 + $notes THEN 'dossier' ELSE 'access' END,
        iif(k < 2, ${id('0001', 'n')}, ${id('0003', 'n')}), CASE WHEN k < 2 THEN k + 1 WHEN k < 3 + $notes THEN k - 1 ELSE k - 2 - $notes END,
        CASE k WHEN 0 THEN 'ticket.issued' WHEN 1 THEN 'ticket.recalled' WHEN 2 THEN 'dossier.opened' ELSE iif(k < 3 + $notes, 'dossier.noted', 'access.noted') END, iif(k = 2, 2, 1),
        CASE WHEN k < 2 THEN json_object('ticketId', ${id('0001', 'n')}) WHEN k = 2 THEN json_set($template, '$.dossierId', ${id('0003', 'n')})
          WHEN k < 3 + $notes THEN json_object('dossierId', ${id('0003', 'n')}, 'text', 'Đã gọi điện cho công dân.') ELSE json_object('dossierId', ${id('0003', 'n')}, 'purpose', 'detail') END,
        at + k * 1000, 0, 'boot', 'counter-1', $hash, $hash FROM person CROSS JOIN k WHERE n < $old ORDER BY n, k`,
      { kinds, notes: NOTES, incarnation, template, hash: '0'.repeat(64), old: dossiers });
    store.run('DROP TABLE day');
    store.run('DROP TABLE person');
    store.run('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event) WHERE id = 1');
  });
  const last = (dossiers - 1).toString(16);
  const waiting = (dossiers + 1).toString(16);
  const name = (kind: string, number: string): string => `${number.padStart(8, '0')}-${kind}-7000-8000-${number.padStart(12, '0')}`;
  return { dossiers, events: dossiers * kinds, dossierId: name('0003', last), ticketId: name('0001', waiting), provisionalCode: `T149-K1-${String(dossiers - 1).padStart(6, '0')}-X` };
}
