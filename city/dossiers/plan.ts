// Works out, without writing anything, what a row of operations does to their dossiers.

import type { OperationId } from '../../shared/base/ids.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import type { LogEventBody } from '../../shared/wire/log-events.ts';
import type { Operation } from '../../shared/wire/operation.ts';
import type { ReadEvent } from '../../shared/wire/upcast.ts';
import { SIGNED_PAPER } from '../../shared/domain/digitisation/parts.ts';
import type { Transaction } from '../database/transaction.ts';
import { rejection } from '../push/interpret.ts';
import type { Kept, Rejection, WithoutEffect } from '../push/interpret.ts';
import { decideCodes } from './codes.ts';
import type { Codes } from './codes.ts';
import { apologise, correct, endEarly, erase, move } from './merge.ts';
import type { Merged } from './merge.ts';
import { pagesOf } from './pages.ts';
import { lockDossiers, openedState } from './state.ts';
import type { DossierState } from './state.ts';

/** An event of a dossier. */
export type DossierEvent = Extract<ReadEvent, { readonly type: `dossier.${string}` }>;

/** An operation on a dossier with what it says, and whose it is. */
export interface DossierOperation {
  readonly station: DossierState['station'];
  readonly operation: Operation;
  readonly event: DossierEvent;
}

type OpenedBody = LogEventBody<'dossier.opened'>;

/** What is to be written; `told` in the order of the operations. */
export interface Plan {
  readonly opened: Map<string, { readonly body: OpenedBody; readonly openedBy: OperationId; readonly codes: Codes }>;
  readonly states: Map<string, DossierState>;
  /** Dossiers that were there before and are changed. */
  readonly changed: Set<string>;
  readonly added: LogEventBody<'dossier.page-added'>[];
  readonly removed: LogEventBody<'dossier.page-removed'>[];
  readonly erased: string[];
  /** A dossier's id stands for the announcement of its opening, which wants its code. */
  readonly told: (string | FeedChange)[];
  readonly listed: Map<DossierOperation, Exclude<WithoutEffect, Kept>>;
  readonly blockers: Map<string, OperationId>;
}

function hasPageTwice(body: OpenedBody): boolean {
  const ids = pagesOf(body).map(({ page }) => page.pageId);
  return new Set(ids).size < ids.length;
}

function mergedWith(state: DossierState, { station, operation, event }: DossierOperation): Merged {
  const change = { by: station, opId: operation.opId, baseRev: operation.baseRev ?? 1 };
  switch (event.type) {
    case 'dossier.moved':
      return move(state, change, event.body);
    case 'dossier.apologised':
      return apologise(state, change, event.body);
    case 'dossier.corrected':
      return correct(state, change, event.body);
    case 'dossier.voided':
      return endEarly(state, change, event.body);
    case 'dossier.erased':
      return erase(state, change, event.body);
    default:
      return { kind: 'same' };
  }
}

/** An opening; its codes were decided before. */
function open(plan: Plan, { station, operation }: DossierOperation, body: OpenedBody, codes: Codes): Rejection | null {
  if (plan.states.has(body.dossierId)) return rejection('dossier.exists', 'dossierId: another operation opened it', 'dossierId');
  if (hasPageTwice(body)) return rejection('dossier.page-twice', 'papers: a page id occurs twice', 'papers');
  plan.states.set(operation.aggId, openedState(body, station));
  plan.opened.set(operation.aggId, { body, openedBy: operation.opId, codes });
  plan.added.push(...pagesOf(body));
  plan.told.push(operation.aggId);
  return null;
}

/** A change of a dossier that is there. */
function alter(plan: Plan, each: DossierOperation): Rejection | null {
  const { event, operation: { aggId } } = each;
  const state = plan.states.get(aggId);
  if (state === undefined && event.type === 'dossier.erased') {
    // Its opening was refused or withdrawn: there is no dossier, but what was sent of it names the person.
    plan.erased.push(aggId);
    return null;
  }
  if (state === undefined) return rejection('dossier.unknown', 'dossierId: nothing opened it', 'dossierId');
  if ((event.type === 'dossier.page-added' || event.type === 'dossier.signed') && state.isErased) return rejection('dossier.erased', 'dossierId: its personal data is erased', 'dossierId');
  const merged = mergedWith(state, each);
  if (merged.kind === 'rejected') return merged;
  if (event.type === 'dossier.page-added') plan.added.push(event.body);
  if (event.type === 'dossier.signed') plan.added.push({ dossierId: event.body.dossierId, paperId: SIGNED_PAPER, page: event.body.file });
  if (event.type === 'dossier.page-removed') plan.removed.push(event.body);
  if (merged.kind === 'same') return null;
  if (event.type === 'dossier.erased') plan.erased.push(aggId);
  plan.states.set(aggId, merged.state);
  plan.changed.add(aggId);
  plan.told.push(merged.change);
  return null;
}

/** Goes through the operations in their order. `blockers` says by the dossier what its operations have to wait for; only what replaces that may pass. */
export async function planAll(
  { transaction, commune, agency }: { readonly transaction: Transaction; readonly commune: string; readonly agency: string }, operations: readonly DossierOperation[], blockers: ReadonlyMap<string, OperationId>,
): Promise<Plan> {
  const states = await lockDossiers(transaction, commune, [...new Set(operations.map(({ operation }) => operation.aggId))]);
  const plan: Plan = { opened: new Map(), states, changed: new Set(), added: [], removed: [], erased: [], told: [], listed: new Map(), blockers: new Map(blockers) };
  const openings = operations.filter(({ event, operation }) => event.type === 'dossier.opened' && !states.has(operation.aggId));
  const asked = openings.flatMap(({ station, operation: { incarnation, at }, event }) => (event.type === 'dossier.opened' ? [{ station, incarnation, at, body: event.body }] : []));
  const codes = await decideCodes(transaction, commune, agency, asked);
  const codesOf = new Map(openings.map((each, place) => [each, codes[place]]));
  for (const each of operations) {
    const { operation: { aggId, opId, refersTo }, event } = each;
    const blocker = plan.blockers.get(aggId);
    // What still comes of an erased dossier may name the person: its text goes the way of the others.
    if (states.get(aggId)?.isErased === true) plan.erased.push(aggId);
    // An opening has nothing before it. What passes leaves the rest waiting: they follow in their order as soon as it is settled.
    if (blocker !== undefined && blocker !== refersTo && event.type !== 'dossier.opened') {
      plan.listed.set(each, { kind: 'held', by: blocker });
      continue;
    }
    const refused = event.type === 'dossier.opened'
      ? open(plan, each, event.body, codesOf.get(each) ?? { ownsProvisional: false, officialCode: null, taken: [] })
      : alter(plan, each);
    if (refused === null) continue;
    plan.listed.set(each, refused);
    if (blocker === undefined || blocker === refersTo) plan.blockers.set(aggId, opId);
  }
  return plan;
}
