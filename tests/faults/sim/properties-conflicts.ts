// The properties of a history that are about two who change one dossier: after the hand-over a step holds only from where the city has it, and no value is lost in silence. Pure.

import { z } from 'zod';
import { feedChanges } from '../../../shared/wire/feed.ts';
import { hasCityBack, isHealed, Looking, type Property } from './looking.ts';
import type { HistoryRecord } from './record.ts';

/** What the feed says of dossiers, in its order. */
function changesOf({ city }: HistoryRecord) {
  return city.feed.flatMap(({ type, words }) => (type === 'dossier.changed' ? [feedChanges['dossier.changed'].parse(JSON.parse(words))] : []));
}

/** What `dossier.moved` and `dossier.apologised` say, as far as P10 looks at it. */
const stepWords = z.object({ from: z.int(), to: z.int() });

/**
 * P10: once a dossier is handed over, a station's step holds if, and only if, it was taken from where the dossier stands at the city; its due date changes with such a step, with one that leads where the dossier stands already, or with an apology; and nobody but the city takes it back or ends it.
 */
export const cityDecides: Property = (record) => {
  const looking = new Looking();
  const promised = new Set<string>(record.city.events.flatMap(({ type, opId }) => (type === 'dossier.apologised' ? [opId] : [])));
  const steps = new Map(record.city.events.flatMap(({ type, opId, body }) => (type === 'dossier.moved' ? [[opId, stepWords.parse(body)] as const] : [])));
  const before = new Map<string, ReturnType<typeof changesOf>[number]>();
  for (const change of changesOf(record)) {
    const old = before.get(change.dossierId);
    before.set(change.dossierId, change);
    if (old?.owner !== 'city') continue;
    looking.expect(change.owner === 'city', () => `${change.dossierId} was taken back from the city`);
    if (change.opId === null) continue;
    const { opId } = change;
    const step = steps.get(opId) ?? null;
    const isSeen = step !== null && step.from === old.status && !old.isVoided;
    looking.expect(change.status === (isSeen ? step.to : old.status), () => `${change.dossierId}: ${opId} made it ${change.status} after the hand-over, where it stood at ${old.status}`);
    const agrees = step !== null && step.to === old.status && !old.isVoided;
    looking.expect(change.dueAt === old.dueAt || isSeen || agrees || promised.has(opId), () => `${change.dossierId}: ${opId} gave it another due date after the hand-over`);
    looking.expect(change.isVoided === old.isVoided, () => `${change.dossierId}: ${opId} ended it after the hand-over`);
  }
  for (const [dossierId, { status }] of before) {
    const there = record.city.dossiers.find((dossier) => dossier.dossierId === dossierId);
    looking.expect(there?.status === status, () => `${dossierId}: the city said ${status} last and has ${there?.status ?? 0}`);
  }
  return looking;
};

const KINDS: ReadonlyMap<string, string> = new Map([['status', 'status'], ['dueAt', 'due-date']]);

/** P11: each value that an operation lost at the city stands in a notice at the station that wrote it. */
export const nothingLostInSilence: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record) || hasCityBack(record)) return looking;
  const writers = new Map(record.made.map(({ opId, station }) => [opId, station]));
  for (const { dossierId, opId, overruled } of changesOf(record)) {
    const writer = writers.get(opId ?? '');
    const notices = record.stations.find(({ station }) => station === writer)?.notices ?? [];
    for (const [name, lost] of Object.entries(overruled)) {
      const isTold = notices.some((notice) => notice.dossierId === dossierId && notice.opId === opId && notice.kind === (KINDS.get(name) ?? 'field') && notice.field === name && notice.lost === lost);
      looking.expect(isTold, () => `${writer ?? 'nobody'}: '${name}' of ${opId ?? ''} lost at the city, and nobody there is told`);
    }
  }
  return looking;
};

const receivedWords = z.object({ dossierId: z.string(), takenCodes: z.array(z.string()).default([]) });

/** P11 of codes: each code on a paper that belongs to another dossier stands in a notice at the station that wrote the dossier. */
export const takenCodesAreTold: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record) || hasCityBack(record)) return looking;
  const writers = new Map(record.made.flatMap(({ type, aggId, station }) => (type === 'dossier.opened' ? [[aggId, station] as const] : [])));
  for (const { type, words } of record.city.feed) {
    if (type !== 'dossier.received') continue;
    const { dossierId, takenCodes } = receivedWords.parse(JSON.parse(words));
    const writer = writers.get(dossierId);
    const notices = record.stations.find(({ station }) => station === writer)?.notices ?? [];
    const untold = takenCodes.filter((code) => !notices.some((notice) => notice.dossierId === dossierId && notice.kind === 'code' && notice.lost === code));
    looking.expect(untold.length === 0, () => `${writer ?? 'nobody'}: ${untold.join(', ')} of ${dossierId} belongs to another, and nobody there is told`);
  }
  return looking;
};
