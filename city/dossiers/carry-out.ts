// Writes a plan: official codes for dossiers that have none, then each table at once, and gives what the feed has to say.

import { must } from '../../shared/base/must.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import { takeOfficialCodes } from '../leases/official-codes.ts';
import type { ApplyContext } from './apply.ts';
import { keepAliases } from './codes.ts';
import { erasePersons } from './erasure.ts';
import { keepOverruled } from './overruled.ts';
import { insertPages, removePages } from './pages.ts';
import type { Plan } from './plan.ts';
import { insertDossiers, updateDossiers } from './state.ts';

/** Official code of each opened dossier, by its id. */
async function codesOf({ transaction, agency }: ApplyContext, { opened }: Plan): Promise<ReadonlyMap<string, string>> {
  const without = [...opened].filter(([, { codes }]) => codes.officialCode === null);
  const given = await takeOfficialCodes(transaction, agency, without.map(([, { body }]) => businessDayOf(body.receivedAt)));
  return new Map([
    ...[...opened].flatMap(([id, { codes }]) => (codes.officialCode === null ? [] : [[id, codes.officialCode] as const])),
    ...without.map(([id], index) => [id, must(given[index], 'each got one')] as const),
  ]);
}

/** Writes everything, or throws and has to be undone. */
export async function carryOut(context: ApplyContext, plan: Plan): Promise<readonly FeedChange[]> {
  const { transaction, commune, at, log } = context;
  const codes = await codesOf(context, plan);
  const stateOf = (id: string) => must(plan.states.get(id), 'each planned dossier has its state');
  const opened = [...plan.opened].map(([id, { body, openedBy, codes: { ownsProvisional } }]) => ({ body, openedBy, ownsProvisional, officialCode: must(codes.get(id), 'each opened one has a code'), state: stateOf(id) }));
  await insertDossiers(transaction, commune, opened);
  await updateDossiers(transaction, commune, [...plan.changed].filter((id) => !plan.opened.has(id)).map(stateOf));
  await insertPages(transaction, commune, plan.added);
  await removePages(transaction, commune, plan.removed, at);
  const taken = [...plan.opened].flatMap(([dossierId, each]) => each.codes.taken.map((code) => ({ ...code, dossierId, station: stateOf(dossierId).station })));
  await keepAliases(transaction, commune, taken, at);
  for (const { why, code, dossierId, station, belongsTo } of taken) log('alarm', why, { commune, station, dossierId, printed: code, belongsTo });
  await keepOverruled(transaction, commune, plan.told);
  await erasePersons(transaction, commune, plan.erased, at);
  return plan.told.map((change) => {
    if (typeof change !== 'string') return change;
    const { body, codes: { taken: printed } } = must(plan.opened.get(change), 'only an opened dossier is announced by its id');
    return {
      type: 'dossier.received', dossierId: body.dossierId, provisionalCode: body.provisionalCode, officialCode: codes.get(change) ?? '', station: stateOf(change).station,
      ...(printed.length === 0 ? {} : { takenCodes: printed.map(({ code }) => code) }),
    };
  });
}
