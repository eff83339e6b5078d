// The properties P1–P8 of a history: nothing lost, nothing twice, nothing invented, everybody agrees, and numbers are given once. Pure.

import { hasBirths, hasCityBack, hasTwins, isHealed, isKeptApart, Looking, nameOf, type Property } from './looking.ts';
import type { HistoryRecord, SeenEvent } from './record.ts';

const cityHas = (record: HistoryRecord): ReadonlySet<string> => new Set(record.city.events.map(({ opId }) => opId));

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy(items, keyOf);
}

/** P1: what was answered as saved is at the city after the faults have ended, and before that in the station's own log. */
export const noLoss: Property = (record) => {
  const looking = new Looking();
  const atCity = cityHas(record);
  const atStations = new Map(record.stations.map(({ station, events }) => [station, new Set(events.map(({ opId }) => opId))]));
  const isPutBack = record.faults.includes('restores') || record.faults.includes('images');
  const made = new Map(record.made.map((event) => [event.opId, event]));
  for (const { station, command, opIds } of record.acks) {
    for (const opId of opIds) {
      const isHere = atStations.get(station)?.has(opId) === true;
      // A copy that was put back lacks what came after it: then it is named by its place, where the city has not got it either.
      if (!isPutBack) looking.expect(isHere, () => `${station}: ${opId}, promised by ${command}, is no more in its log`);
      // With a whole folder the mark beside the store goes back as well: what nobody else has by then is gone, and nothing can name it.
      if (!isHealed(record) || record.faults.includes('images')) continue;
      const isNamed = isPutBack && isMissing(record, station, made.get(opId)?.seq ?? 0);
      looking.expect(atCity.has(opId) || isNamed, () => `${station}: ${opId} (${made.get(opId)?.seq ?? 0}), promised by ${command}, is not at the city${isPutBack ? ' and not named as missing' : ''}`);
    }
  }
  for (const { opId, isConfirmed } of record.old) if (isConfirmed) looking.expect(atCity.has(opId), () => `old program: ${opId}, confirmed, is not at the city`);
  return looking;
};

/** The station says itself that it has lost this place of its log. */
function isMissing({ stations }: HistoryRecord, station: string, seq: number): boolean {
  return stations.find((state) => state.station === station)?.missing.some(({ from, to }) => seq >= from && seq <= to) === true;
}

/** P2: each operation has one effect, however often it arrived. */
export const onceOnly: Property = (record) => {
  const looking = new Looking();
  const { city } = record;
  looking.once('operation', city.events.map(({ opId, incarnation }) => `${opId}/${incarnation}`));
  looking.once('dossier', city.dossiers.map(({ dossierId }) => dossierId));
  looking.once('news of the reception of', city.feed.filter(({ type }) => type === 'dossier.received').map(({ subject }) => subject));
  looking.once('news of the bytes of', city.feed.filter(({ type }) => type === 'blob.verified').map(({ subject }) => subject));
  const without = new Set(city.unsettled.map(({ opId }) => opId));
  const opened = new Set(city.events.filter(({ type, opId }) => type === 'dossier.opened' && !without.has(opId)).map(({ aggId }) => aggId));
  looking.expect(opened.size === city.dossiers.length, () => `${opened.size} dossiers were opened, the city has ${city.dossiers.length}`);
  looking.expect(new Set(city.events.map(({ opId }) => opId)).size === city.inbox.length, () => `the inbox has ${city.inbox.length} ids`);
  const requests = groups(record.acks, ({ requestId }) => requestId);
  for (const [requestId, answers] of requests) {
    const outputs = new Set(answers.map(({ output }) => JSON.stringify(output)));
    looking.expect(outputs.size === 1, () => `request ${requestId} got ${outputs.size} answers`);
  }
  return looking;
};

/** P3: the city has nothing that no station wrote, and nothing that says something else. */
export const noPhantom: Property = (record) => {
  const looking = new Looking();
  const made = new Map(record.made.map(({ opId, content }) => [opId, content]));
  const old = new Set(record.old.map(({ opId }) => opId));
  for (const { opId, content, station } of record.city.events) {
    if (old.has(opId)) continue;
    looking.expect(made.get(opId) === content, () => `${station}: ${opId} at the city ${made.has(opId) ? 'says something else' : 'was never written'}`);
  }
  const ids = new Set(record.city.events.filter(({ type }) => type === 'dossier.opened').map(({ aggId }) => aggId));
  for (const { dossierId } of record.city.dossiers) looking.expect(ids.has(dossierId), () => `dossier ${dossierId} was opened by nothing`);
  return looking;
};

/** P4: at rest, station and city say the same: heads of the logs, codes and statuses of the dossiers. */
export const converges: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record)) return looking;
  const dossiers = new Map(record.city.dossiers.map((dossier) => [dossier.dossierId, dossier]));
  const without = new Set(record.city.unsettled.map(({ opId }) => opId));
  for (const { station, events, dossiers: own, pulledNumber } of record.stations) {
    const head = events.at(-1);
    const there = record.city.chains.find((row) => row.station === nameOf(station) && row.incarnation === head?.incarnation);
    // Of two that share a life the one that wrote nothing since is behind the other.
    const isHeld = hasTwins(record) && record.city.events.some(({ hash }) => hash === head?.hash);
    if (head !== undefined && !isHeld) looking.expect(there?.headHash === head.hash && there.highSeq === head.seq, () => `${station}: head ${head.seq} here, ${there?.highSeq ?? 0} at the city`);
    looking.expect(pulledNumber === (record.city.feed.at(-1)?.number ?? 0), () => `${station}: has read the feed up to ${pulledNumber} of ${record.city.feed.length}`);
    if (hasCityBack(record)) continue;
    // What a store lost and got back stands in the city's log only.
    const openedBy = new Map([...record.city.events, ...events].filter(({ type }) => type === 'dossier.opened').map(({ aggId, opId }) => [aggId, opId]));
    for (const { dossierId, officialCode, provisionalCode, status } of own) {
      if (without.has(openedBy.get(dossierId) ?? '')) continue;
      const other = dossiers.get(dossierId);
      looking.expect(other?.officialCode === officialCode && other.provisionalCode === provisionalCode && other.status === status, () => `${station}: dossier ${dossierId} is ${officialCode ?? 'without code'} ${status} here, ${other?.officialCode ?? 'absent'} ${other?.status ?? 0} at the city`);
    }
  }
  return looking;
};

/** P5: the facts of one thing stand at the city in the order in which its station wrote them, without a gap; what came back to a station from an earlier life of it stands in that one. */
export const ordered: Property = (record) => {
  const looking = new Looking();
  // A new beginning stands before the older ones that it writes once more.
  const told = record.city.events.filter(({ type }) => type !== 'station.reborn');
  const anywhere = new Set(record.city.events.map(({ station, aggType, aggId, aggRev }) => `${station}/${aggType}/${aggId}/${aggRev}`));
  for (const [key, events] of groups(told, ({ station, incarnation, aggType, aggId }) => `${station}/${incarnation}/${aggType}/${aggId}`)) {
    const inOrder = [...events].sort((a, b) => a.seq - b.seq);
    for (const [index, { station, aggType, aggId, aggRev }] of inOrder.entries()) {
      const before = inOrder[index - 1]?.aggRev;
      if (before === undefined) continue;
      const between = Array.from({ length: Math.max(0, aggRev - before - 1) }, (_, step) => `${station}/${aggType}/${aggId}/${before + 1 + step}`);
      looking.expect(aggRev > before && between.every((place) => hasBirths(record) && anywhere.has(place)), () => `${key}: revision ${aggRev} follows ${before}`);
    }
  }
  for (const [key, events] of groups(record.city.events, ({ station, incarnation }) => `${station}/${incarnation}`)) checkChain(looking, key, events);
  return looking;
};

function checkChain(looking: Looking, key: string, events: readonly SeenEvent[]): void {
  const inOrder = [...events].sort((a, b) => a.seq - b.seq);
  for (const [index, event] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before !== undefined) looking.expect(event.seq === before.seq + 1 && event.prevHash === before.hash, () => `${key}: ${event.seq} does not follow ${before.seq}`);
  }
}

/** P6: the feed has no hole, and every reader got its beginning in its order, each number with the same words. */
export const gapless: Property = (record) => {
  const looking = new Looking();
  const words = new Map<number, string>();
  for (const [index, item] of record.city.feed.entries()) {
    looking.expect(item.number === index + 1, () => `the feed has ${item.number} at place ${index + 1}`);
    words.set(item.number, sorted(item.words));
  }
  for (const { station, after, numbers, words: heard } of hasCityBack(record) ? [] : record.pulls) {
    for (const [index, number] of numbers.entries()) {
      looking.expect(number === after + 1 + index, () => `${station}: asked after ${after}, got ${number} at place ${index + 1}`);
      looking.expect(words.get(number) === sorted(heard[index] ?? ''), () => `${station}: number ${number} said something else`);
    }
  }
  for (const { station, pulledNumber } of hasCityBack(record) && !isHealed(record) ? [] : record.stations) looking.expect(pulledNumber <= record.city.feed.length, () => `${station} has read ${pulledNumber}, the feed ends at ${record.city.feed.length}`);
  return looking;
};

/** The database keeps members of an object in its own order. */
function sorted(words: string): string {
  const value = JSON.parse(words === '' ? '{}' : words) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** P7: no code belongs to two dossiers; what a station minted was lent to it, and no number was lent twice. */
export const uniqueCodes: Property = (record) => {
  const looking = new Looking();
  const { city, stations } = record;
  looking.once('official code', city.dossiers.map(({ officialCode }) => officialCode));
  // Two that share a life give a number twice before they can know; the city keeps both dossiers and lets the code lead to both.
  if (!hasTwins(record)) looking.once('provisional code', city.dossiers.map(({ provisionalCode }) => provisionalCode));
  const own = stations.flatMap(({ dossiers }) => dossiers);
  if (!hasTwins(record)) looking.once('provisional code at stations', [...new Set(own.map(({ provisionalCode, dossierId }) => `${provisionalCode} ${dossierId}`))].map((code) => code.split(' ')[0] ?? ''));
  if (!hasCityBack(record) && (isHealed(record) || !hasTwins(record))) looking.once('official code at stations', [...new Set(own.flatMap(({ officialCode, dossierId }) => (officialCode === null ? [] : `${officialCode} ${dossierId}`)))].map((code) => code.split(' ')[0] ?? ''));
  for (const { station, body } of record.made) {
    const minted = body['officialCode'];
    if (typeof minted !== 'string' || hasCityBack(record)) continue;
    const isLent = city.leases.some((lease) => lease.station === nameOf(station) && isWithin(minted, lease));
    looking.expect(isLent, () => `${station}: ${minted} was minted and never lent`);
  }
  for (const [day, leases] of groups(city.leases, ({ agency, day: own }) => `${agency} ${own}`)) {
    const inOrder = [...leases].sort((a, b) => a.lo - b.lo);
    for (const [index, { lo }] of inOrder.entries()) if (index > 0) looking.expect(lo > (inOrder[index - 1]?.hi ?? 0), () => `${day}: ${lo} was lent twice`);
  }
  return looking;
};

/** 'H26.149-260715-0001' within a block of that agency and day. */
function isWithin(code: string, { agency, day, lo, hi }: HistoryRecord['city']['leases'][number]): boolean {
  const number = Number(code.slice(-4));
  return code.startsWith(`${agency}-${day.slice(2).replaceAll('-', '')}-`) && number >= lo && number <= hi;
}

/** P8: a number of a station and day is given once, each from 1 up to the last is a ticket or stands in a block that was burned, and each later ticket of a block has a higher one. */
export const tickets: Property = (record) => {
  const looking = new Looking();
  for (const { station, tickets: rows } of record.stations) {
    // What one life of a store has skipped is accounted for where it was skipped; its tickets come back to another without it.
    const leases = record.stations.filter((other) => nameOf(other.station) === nameOf(station)).flatMap((other) => other.leases);
    if (!hasTwins(record)) looking.once(`${station}: number`, rows.filter(({ day }) => isKeptApart(record, day)).map(({ day, number }) => `${day} ${number}`));
    for (const [series, ofSeries] of groups(rows, ({ day, number }) => `${day} ${number.slice(0, 1)}`)) {
      const given = new Set(ofSeries.map(({ number }) => Number(number.slice(1))));
      const burned = leases.filter((lease) => `${lease.day} ${lease.series.replace('ticket/', '')}` === series);
      for (let number = 1; number < Math.max(...given); number += 1) if (!hasTwins(record)) looking.expect(given.has(number) || burned.some(({ next, hi, state, lo }) => number <= hi && number >= (state === 'void' ? lo : next)), () => `${station}: ${series} has no account of ${number}`);
    }
    if (hasBirths(record)) continue;
    const issued = record.made.filter((event) => event.station === station && event.type === 'ticket.issued').sort((a, b) => a.incarnation - b.incarnation || a.seq - b.seq);
    for (const [series, ofSeries] of groups(issued, ({ body, incarnation }) => `${String(body['day'])} ${String(body['field'])} ${incarnation}`)) {
      for (const [index, { body }] of ofSeries.entries()) {
        const before = ofSeries[index - 1];
        if (before !== undefined) looking.expect(String(body['number']) > String(before.body['number']), () => `${station}: ${series}: ${String(body['number'])} after ${String(before.body['number'])}`);
      }
    }
  }
  return looking;
};
