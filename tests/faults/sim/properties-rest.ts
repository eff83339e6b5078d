// The properties of a history from P9 on: calls, refusals, paper, pages, clocks, old programs, and that it all comes to rest. Pure.

import { z } from 'zod';
import { hasBirths, hasCityBack, hasTwins, isHealed, Looking, nameOf, type Property } from './looking.ts';
import type { HistoryRecord, MadeEvent, Print, StationState } from './record.ts';
import { receiptOf } from './recorder.ts';

/** Events after which a ticket is at no counter. */
const LEAVES = new Set(['ticket.skipped', 'ticket.held', 'ticket.transferred', 'ticket.served']);

/** P9: a ticket is at one counter at a time, and a counter has one ticket at a time. */
export const oneCounter: Property = (record) => {
  const looking = new Looking();
  // What a store has lost and got back stands beside its log, and the order of both is nobody's.
  if (hasBirths(record)) return looking;
  for (const { station, events } of record.stations) {
    const at = new Map<string, string>();
    const days = new Map<string, string>();
    // What was written once more under a new incarnation is the same fact.
    const facts = new Map(events.map((event) => [event.opId, event]));
    for (const { type, aggId, body } of facts.values()) {
      if (type === 'ticket.issued') days.set(aggId, String(body['day']));
      if (LEAVES.has(type)) at.delete(aggId);
      if (type !== 'ticket.called') continue;
      // What was left open on a day does not stand in the way of another.
      const counter = `${days.get(aggId) ?? ''} ${String(body['counterId'])}`;
      looking.expect(!at.has(aggId), () => `${station}: ticket ${aggId} was called to ${counter} while at ${at.get(aggId) ?? ''}`);
      looking.expect(![...at.values()].includes(counter), () => `${station}: counter ${counter} got ${aggId} while it had another`);
      at.set(aggId, counter);
    }
  }
  return looking;
};

/** P12: what the city refuses is on a list, and nothing else waits for it. */
export const poisonWaitsAlone: Property = (record) => {
  const looking = new Looking();
  const rejected = new Map(record.city.unsettled.map(({ opId, code, isWithdrawn }) => [opId, { code, isWithdrawn }]));
  const atCity = new Set(record.city.events.map(({ opId }) => opId));
  for (const { station, events, deadLetters, ackedSeq } of record.stations) {
    const dead = new Set(deadLetters.map(({ opId }) => opId));
    for (const { seq, opId } of events) {
      const refused = rejected.get(opId);
      if (seq <= ackedSeq && refused?.isWithdrawn === false) looking.expect(dead.has(opId) || hasBirths(record), () => `${station}: ${opId} was refused as ${refused.code} and is on no list`);
      if (isHealed(record) && record.poison.includes(opId)) looking.expect(rejected.has(opId), () => `${station}: poison ${opId} had an effect`);
    }
    if (isHealed(record) && dead.size > 0) looking.expect(ackedSeq === (events.at(-1)?.seq ?? 0), () => `${station}: ${events.length - ackedSeq} operations wait behind a refused one`);
  }
  for (const opId of record.poison) if (isHealed(record)) looking.expect(atCity.has(opId), () => `poison ${opId} was not kept`);
  return looking;
};

const waitsAtCity = ({ city }: HistoryRecord): ReadonlySet<string> => new Set(city.unsettled.filter(({ isWithdrawn }) => !isWithdrawn).map(({ opId }) => opId));
const openAt = ({ deadLetters }: StationState): ReadonlySet<string> => new Set(deadLetters.filter(({ isOpen }) => isOpen).map(({ opId }) => opId));

/** P12: at rest a list has what waits at the city, and nothing else. */
export const listsAgree: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record)) return looking;
  const waiting = waitsAtCity(record);
  for (const state of record.stations) {
    const open = openAt(state);
    for (const opId of open) looking.expect(waiting.has(opId), () => `${state.station}: ${opId} is on the list, and does not wait at the city`);
    for (const { opId } of state.events) if (waiting.has(opId)) looking.expect(open.has(opId), () => `${state.station}: ${opId} waits at the city and is on no list`);
  }
  return looking;
};

/** P12 of what a store had lost: what the city gave back and has not taken is on the list of the store that got it back. */
export const cameBackToList: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record)) return looking;
  const waiting = waitsAtCity(record);
  for (const state of record.stations) for (const opId of state.returned) if (waiting.has(opId)) looking.expect(openAt(state).has(opId), () => `${state.station}: ${opId} came back, waits at the city and is on no list`);
  return looking;
};

const receiptWords = z.object({ receipt: z.object({ volume: z.string(), number: z.int() }) });

/** What a paper says of the fact that it is about; null where the fact is another. */
const namedOnPaper: Readonly<Record<Print['what'], (event: MadeEvent) => unknown>> = {
  ticket: ({ type, body }) => (type === 'ticket.issued' ? body['number'] : null),
  receipt: ({ type, aggId }) => (type === 'dossier.opened' ? aggId : null),
  'fee-receipt': ({ type, body }) => (type === 'payment.confirmed' ? receiptOf(receiptWords.parse(body).receipt) : null),
};

/** P13: what is on paper was in the log before it was printed, and is there in the end. */
export const paperAfterLog: Property = (record) => {
  const looking = new Looking();
  for (const { station, what, of, at } of record.prints) {
    const says = record.made.filter((event) => nameOf(event.station) === nameOf(station) && namedOnPaper[what](event) === of);
    looking.expect(says.some(({ seenAt }) => seenAt <= at), () => `${station}: the ${what} ${of} was printed before anything was written`);
    const ids = new Set(says.map(({ opId }) => opId));
    const own = record.stations.find((state) => state.station === station);
    if (!hasBirths(record)) looking.expect(own?.events.some(({ opId }) => ids.has(opId)) === true, () => `${station}: the ${what} ${of} is on paper and no more in the log`);
  }
  return looking;
};

/** P14: a page is here, or with another life of this station whose facts came back, or the city holds exactly its bytes; at rest it does. */
export const pagesAreSomewhere: Property = (record) => {
  const looking = new Looking();
  const held = new Map(record.city.blobs.map((blob) => [blob.sha256, blob]));
  const files = new Set(record.stations.flatMap(({ station, blobs }) => blobs.filter(({ hasFile }) => hasFile).map(({ sha256 }) => `${nameOf(station)} ${sha256}`)));
  for (const { station, blobs } of record.stations) {
    for (const { sha256, state, bytes } of blobs) {
      const there = held.get(sha256);
      const isThere = there?.held === sha256 && there.bytes === bytes;
      // A page that the disk has lost is said to be damaged, and to be scanned again.
      looking.expect(files.has(`${nameOf(station)} ${sha256}`) || isThere || (record.rotten.includes(sha256) && (state === 'damaged' || !isHealed(record))), () => `${station}: page ${sha256} is nowhere, and ${state}`);
      if (state === 'verified' && (isHealed(record) || !hasCityBack(record))) looking.expect(isThere, () => `${station}: page ${sha256} counts as verified, and the city does not hold it`);
      if (isHealed(record)) looking.expect(state !== 'waiting', () => `${station}: page ${sha256} still waits`);
    }
  }
  if (isHealed(record)) for (const { sha256, dossierId } of record.city.pages) looking.expect(held.get(sha256)?.held === sha256 || record.rotten.includes(sha256), () => `page ${sha256} of ${dossierId} is not at the city`);
  return looking;
};

/** P15: whatever clocks said, a log stands in the order in which it was written, and nothing was written twice. */
export const clocksDoNotOrder: Property = (record) => {
  const looking = new Looking();
  const final = new Map(record.stations.map(({ station, events }) => [station, new Map(events.map(({ seq, hash }) => [seq, hash]))]));
  for (const [station, made] of Map.groupBy(record.made, (event) => event.station)) {
    let seen = 0;
    for (const event of [...made].sort((a, b) => a.incarnation - b.incarnation || a.seq - b.seq)) {
      if (!hasTwins(record)) looking.expect(event.seenAt >= seen, () => `${station}: ${event.seq} was written before the one before it`);
      seen = event.seenAt;
      if (!hasBirths(record)) looking.expect(final.get(station)?.get(event.seq) === event.hash, () => `${station}: ${event.seq} is not what it was`);
    }
  }
  return looking;
};

/** P16: everything that an old program says is stored, also what this city does not understand. */
export const oldIsStored: Property = (record) => {
  const looking = new Looking();
  const atCity = new Set(record.city.events.map(({ opId }) => opId));
  for (const { opId, isConfirmed } of record.old) if (isConfirmed || isHealed(record)) looking.expect(atCity.has(opId), () => `old program: ${opId} is not stored`);
  return looking;
};

/** P17: when the faults have ended, everything comes to rest within the bound. */
export const comesToRest: Property = ({ rest, stations, city }) => {
  const looking = new Looking();
  if (rest !== null) looking.expect(rest.isReached, () => `not at rest after ${rest.tookMs / 1000} s: ${stations.map(({ station, events, ackedSeq, pulledNumber, blobs }) => `${station} ${ackedSeq} of ${events.length}, has read ${pulledNumber} of ${city.feed.length}, ${blobs.filter(({ state }) => state === 'waiting').length} pages`).join('; ')}`);
  return looking;
};
