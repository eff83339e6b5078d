// Hand-over lists as they stand, and what may go onto one.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { itemRefusalSchema } from '../../../shared/contract/handover.ts';
import { dossierIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { ENDED } from './city-standing.ts';
import type { Readable } from './handle.ts';

const listRow = z.object({ listId: z.string(), year: z.int(), number: z.int(), unit: z.string(), toName: z.string(), madeAt: epochMsSchema, madeBy: z.string(), receivedAt: epochMsSchema.nullable(), receivedBy: z.string().nullable() });
export type HandoverRow = z.output<typeof listRow>;
const itemRow = z.object({ dossierId: dossierIdSchema, why: itemRefusalSchema.nullable(), note: z.string().nullable() });

const SELECT = 'SELECT list_id AS listId, year, number, unit, to_name AS toName, made_at AS madeAt, made_by AS madeBy, received_at AS receivedAt, received_by AS receivedBy FROM handover_list';
/** Lists without the other side's word that are shown, and others. */
const MOST_OPEN = 40;
const MOST_ENDED = 20;
/** Dossiers that are offered for a list; whoever shows them says where there are more. */
export const MOST_OFFERED = 1000;

export function handoverById(store: Readable, listId: string): HandoverRow | null {
  return store.get(listRow, `${SELECT} WHERE list_id = $listId`, { listId });
}

/** As it is printed and said: '12/2026'. */
export function listName({ number, year }: Pick<HandoverRow, 'number' | 'year'>): string {
  return `${number}/${year}`;
}

/** The newest without the other side's word, whose number is what somebody looks for; then the newest others. */
export function handoversToShow(store: Readable): readonly HandoverRow[] {
  return [
    ...store.all(listRow, `${SELECT} WHERE received_at IS NULL ORDER BY made_at DESC, year DESC, number DESC LIMIT $limit`, { limit: MOST_OPEN }),
    ...store.all(listRow, `${SELECT} WHERE received_at IS NOT NULL ORDER BY made_at DESC, year DESC, number DESC LIMIT $limit`, { limit: MOST_ENDED }),
  ];
}

const countRow = z.object({ count: z.int() });

/** Lists without the other side's word that are not among those shown. */
export function olderOpenHandovers(store: Readable): number {
  return Math.max(0, (store.get(countRow, 'SELECT count(*) AS count FROM handover_list WHERE received_at IS NULL')?.count ?? 0) - MOST_OPEN);
}

/** In the order of the list. */
export function itemsOf(store: Readable, listId: string): readonly z.output<typeof itemRow>[] {
  return store.all(itemRow, 'SELECT dossier_id AS dossierId, refused_why AS why, refused_note AS note FROM handover_item WHERE list_id = $listId ORDER BY place', { listId });
}

/** The newest list comes first: by its number, since a clock that was put back makes an older one of it. */
const NEWEST_FIRST = 'ORDER BY year DESC, number DESC, made_at DESC';

/** The newest list that a dossier was put on and not refused there, whatever became of it since. */
export function lastHandoverOf(store: Readable, dossierId: DossierId): HandoverRow | null {
  return store.get(listRow, `${SELECT} JOIN handover_item USING (list_id) WHERE dossier_id = $dossierId AND refused_why IS NULL ${NEWEST_FIRST} LIMIT 1`, { dossierId });
}

const numberRow = z.object({ taken: z.int() });

/** Whether a number of a year stands on a list already, as it may after a store was put back. */
export function isListNumberTaken(store: Readable, year: number, number: number): boolean {
  return store.get(numberRow, 'SELECT EXISTS (SELECT 1 FROM handover_list WHERE year = $year AND number = $number) AS taken', { year, number })?.taken === 1;
}

const idRow = z.object({ dossierId: dossierIdSchema });

/** Where a list stands in the log. */
const LIST_PLACE = `(SELECT incarnation, seq FROM (
  SELECT incarnation, seq FROM event WHERE agg_type = 'station' AND agg_id = $list AND type = 'handover.made' UNION ALL SELECT incarnation, seq FROM returned_event WHERE agg_type = 'station' AND agg_id = $list AND type = 'handover.made'
) ORDER BY incarnation, seq LIMIT 1)`;
/** Only the first writing of an event counts: one that was written once more stands behind what came after it. */
const FIRST_WRITING = { event: 'NOT EXISTS (SELECT 1 FROM event AS earlier WHERE earlier.op_id = step.op_id AND earlier.seq < step.seq)', returned_event: 'NOT EXISTS (SELECT 1 FROM event WHERE event.op_id = step.op_id)' };
/**
 * Since a list was made its dossier came back from those who worked on it: by a step at this counter into a wait for papers, out of one or to an end, or by the city, which had ended it and sent it back.
 * Steps and lists are compared by their places in the log, whatever a clock said of them.
 */
const CAME_BACK = [
  ...(['event', 'returned_event'] as const).map((log) => `EXISTS (SELECT 1 FROM ${log} AS step WHERE agg_type = 'dossier' AND agg_id = $of AND type = 'dossier.moved' AND (body ->> '$.from' = 5 OR body ->> '$.to' IN (5, ${ENDED}))
    AND coalesce((incarnation, seq) > ${LIST_PLACE}, at > $since) AND ${FIRST_WRITING[log]})`),
  'EXISTS (SELECT 1 FROM city_dossier WHERE city_dossier.dossier_id = $of AND sent_back_at > $since)',
].join(' OR ');
const backRow = z.object({ isBack: z.int() });

/** Whether a dossier came back since a list of it was made; the city may have done the one half of it, and this counter the other. */
export function cameBack(store: Readable, dossierId: DossierId, { listId, madeAt }: Pick<HandoverRow, 'listId' | 'madeAt'>): boolean {
  return store.get(backRow, `SELECT ${CAME_BACK} AS isBack`, { of: dossierId, list: listId, since: madeAt })?.isBack === 1;
}

/** Received and not handed over; and those in work whose newest list did not keep them: the other side refused them, or they came back: for papers that are there now, or from an end that did not last. The nearest due date first. */
export function dossiersToHandOver(store: Readable): readonly DossierId[] {
  return store
    .all(
      idRow,
      `SELECT dossier_id AS dossierId FROM dossier_in_work AS own WHERE status = 2
         OR (status = 4 AND EXISTS (SELECT 1 FROM (
           SELECT list_id, made_at, refused_why FROM handover_item JOIN handover_list USING (list_id) WHERE handover_item.dossier_id = own.dossier_id ${NEWEST_FIRST} LIMIT 1
         ) WHERE refused_why IS NOT NULL OR ${CAME_BACK.replaceAll('$of', 'own.dossier_id').replaceAll('$since', 'made_at').replaceAll('$list', 'list_id')}))
       ORDER BY due_at IS NULL, due_at LIMIT $limit`,
      { limit: MOST_OFFERED },
    )
    .map(({ dossierId }) => dossierId);
}

const unitRow = z.object({ unit: z.string() });

/** To whom lists went, the latest first. */
export function unitsBefore(store: Readable): readonly string[] {
  return store.all(unitRow, 'SELECT unit FROM handover_list GROUP BY unit ORDER BY max(made_at) DESC LIMIT 20', {}).map(({ unit }) => unit);
}
