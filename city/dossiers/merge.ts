// What an event does to a dossier, value by value: who may decide, whose word holds where two changed the same, and what was overruled. Pure.

import type { EpochMs, OperationId } from '../../shared/base/ids.ts';
import { isWordOnDay } from '../../shared/wire/dossier-events.ts';
import type { CorrectableField } from '../../shared/wire/dossier-events.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import type { LogEventBody } from '../../shared/wire/log-events.ts';
import { rejection } from '../push/interpret.ts';
import type { Rejection } from '../push/interpret.ts';
import { valueOf } from './state.ts';
import type { DossierState } from './state.ts';

/** From this status on the dossier has been handed over, and the city decides where two disagree. */
const HANDED_OVER = 4;

type Changed = Extract<FeedChange, { readonly type: 'dossier.changed' }>;
type Touched = Record<string, { rev: number; by: string }>;

/** Who changes: `by` is the station, or 'city'; `baseRev` the revision that he saw, where he says so. */
export interface Change {
  readonly by: string;
  readonly opId: OperationId | null;
  readonly baseRev: number;
}

/** 'same': it has no bearing on how the dossier stands. */
export type Merged = Rejection | { readonly kind: 'same' } | { readonly kind: 'changed'; readonly state: DossierState; readonly change: Changed };

const SAME = { kind: 'same' } as const;

/** `overruled` is what was wanted and not given; with neither that nor anything new there is nothing to tell. */
function merged(state: DossierState, { by, opId }: Change, news: Partial<DossierState>, overruled: Record<string, string>, reason: string): Merged {
  const rev = state.revision + 1;
  const names = Object.keys(news).flatMap((name) => (name === 'fields' ? Object.keys(news.fields ?? {}) : name === 'isVoided' ? ['status'] : [name]));
  if (names.length === 0 && Object.keys(overruled).length === 0) return SAME;
  // Found here, the operation fails alone; in the feed, which is written last, its whole batch would.
  if ([reason, ...Object.values(overruled), ...Object.values(news.fields ?? {})].some((text) => text.includes('\0'))) return rejection('operation.unstorable-text', 'a text holds a character that cannot be stored');
  const touched: Touched = { ...state.touched, ...Object.fromEntries(names.filter((name) => name !== 'owner' && name !== 'isErased').map((name) => [name, { rev, by }])) };
  const next: DossierState = { ...state, ...news, fields: { ...state.fields, ...news.fields }, touched, revision: rev };
  const { dossierId, revision, status, dueAt, isVoided, isErased, owner } = next;
  const filed = news.procedureCode === undefined ? {} : { procedureCode: news.procedureCode };
  return { kind: 'changed', state: next, change: { type: 'dossier.changed', dossierId, revision, status, dueAt, isVoided, isErased, owner, fields: news.fields ?? {}, ...filed, opId, overruled, reason } };
}

function lastTouch({ touched, station }: DossierState, name: string): { readonly rev: number; readonly by: string } {
  return touched[name] ?? { rev: 1, by: station };
}

/**
 * A step holds if it was taken from where the dossier stands at the city. Before the hand-over the station's own word holds besides, unless somebody else changed the status in between; afterwards a step from anywhere else is overruled, with the due date that came with it.
 * Decision 98: papers come in and results go out where the citizen stands, also after the hand-over.
 */
export function move(state: DossierState, change: Change, body: LogEventBody<'dossier.moved'>): Merged {
  const { from, to, reason } = body;
  // Another last day for papers says nothing of the due date, which may be another here since.
  const dueAt = isWordOnDay(body) ? state.dueAt : body.dueAt;
  const isCitys = change.by !== 'city' && state.isVoided;
  const dueOf = lastTouch(state, 'dueAt');
  const isOwnToMove = state.owner === 'station' && lastTouch(state, 'status').by === change.by;
  const keepsStatus = isCitys || (state.status !== from && !isOwnToMove);
  const isElsewhere = keepsStatus && to !== state.status && state.owner === 'city';
  const keepsDue = isCitys || isElsewhere || (dueOf.by !== change.by && dueOf.rev > change.baseRev);
  const news: Partial<DossierState> = {
    ...(to === state.status || keepsStatus ? {} : { status: to, owner: to >= HANDED_OVER ? ('city' as const) : state.owner }),
    ...(dueAt === state.dueAt || keepsDue ? {} : { dueAt }),
  };
  const overruled = {
    ...(to !== state.status && keepsStatus ? { status: String(to) } : {}),
    ...(dueAt !== state.dueAt && keepsDue ? { dueAt: String(dueAt ?? '') } : {}),
  };
  return merged(state, change, news, overruled, reason);
}

/** A new date that the citizen has on paper. Whoever decides on the dossier, it holds, unless somebody else has set another date since the officer looked. */
export function apologise(state: DossierState, change: Change, { dueAt, reason }: LogEventBody<'dossier.apologised'>): Merged {
  const dueOf = lastTouch(state, 'dueAt');
  if (dueAt === state.dueAt) return SAME;
  if (state.isVoided || (dueOf.by !== change.by && dueOf.rev > change.baseRev)) return merged(state, change, {}, { dueAt: String(dueAt) }, reason);
  return merged(state, change, { dueAt }, {}, reason);
}

/** The value that the officer saw must still be there, or be his own station's; otherwise the city's value stays and the wanted one is told. */
export function correct(state: DossierState, change: Change, { fields, reason }: LogEventBody<'dossier.corrected'>): Merged {
  if (state.isErased) return rejection('dossier.erased', 'dossierId: its personal data is erased', 'dossierId');
  const news: Partial<Record<CorrectableField, string>> = {};
  const overruled: Record<string, string> = {};
  for (const [name, wanted] of Object.entries(fields)) {
    const field = name as CorrectableField;
    const value = valueOf(state, field);
    if (value === wanted.to) continue;
    if (value === wanted.from || lastTouch(state, field).by === change.by) news[field] = wanted.to;
    else overruled[field] = wanted.to;
  }
  return merged(state, change, Object.keys(news).length === 0 ? {} : { fields: news }, overruled, reason);
}

/** Ends the dossier before its time; after the hand-over it is a request. */
export function endEarly(state: DossierState, change: Change, { reason }: LogEventBody<'dossier.voided'>): Merged {
  if (state.isVoided) return SAME;
  if (state.owner === 'city' && change.by !== 'city') return merged(state, change, {}, { status: 'voided' }, reason);
  return merged(state, change, { isVoided: true }, {}, reason);
}

/** Leaves nothing of the person. */
export function erase(state: DossierState, change: Change, { reason }: LogEventBody<'dossier.erased'>): Merged {
  if (state.isErased) return SAME;
  const empty: DossierState = { ...state, applicant: {}, fields: {} };
  return merged(empty, change, { isErased: true }, {}, reason);
}

/** What the city's own system wants of a dossier; a member that is not there stays as it is. */
export interface CityWish {
  readonly status?: DossierState['status'];
  readonly dueAt?: EpochMs | null;
  readonly fields?: Partial<Record<CorrectableField, string>>;
  readonly procedureCode?: DossierState['procedureCode'];
  readonly reason: string;
}

/** The city's own system decides: nothing overrules it. */
export function decide(state: DossierState, { status, dueAt, fields = {}, procedureCode, reason }: CityWish): Merged {
  if (state.isErased && Object.keys(fields).length > 0) return rejection('dossier.erased', 'fields: its personal data is erased', 'fields');
  const news = Object.fromEntries(Object.entries(fields).filter(([name, value]) => valueOf(state, name as CorrectableField) !== value));
  return merged(
    state,
    { by: 'city', opId: null, baseRev: state.revision },
    {
      ...(status === undefined || status === state.status ? {} : { status, owner: status >= HANDED_OVER ? ('city' as const) : state.owner }),
      ...(dueAt === undefined || dueAt === state.dueAt ? {} : { dueAt }),
      ...(Object.keys(news).length === 0 ? {} : { fields: news }),
      ...(procedureCode === undefined || procedureCode === state.procedureCode ? {} : { procedureCode }),
    },
    {},
    reason,
  );
}
