// Stations that were put back from a copy or cloned: each incarnation has a chain of its own, nothing is lost, nothing is applied twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../../shared/wire/operation.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { refusalOf, SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const station = (name: string): SendingStation => new SendingStation(city.gateway.url, 'T149', name);
const kinds = (results: readonly { readonly kind: string }[]): string[] => results.map(({ kind }) => kind);
const found = async (name: string) => (await city.inspection.stations('T149')).find((each) => each.station === name);
const feedTypes = async (sender: SendingStation, after: number): Promise<string[]> => (await sender.pull(after)).items.map(({ change }) => change.type);

/** The same operations once more, under another incarnation and at other places. */
function rewritten(sender: SendingStation, operations: readonly Operation[]): Operation[] {
  return operations.map(({ opId, aggType, aggId, aggRev, type, typeVersion, body, at, actor }) => sender.operation(type, body, { opId, aggType, aggId, aggRev, typeVersion, at, actor }));
}

describe('a station that was put back from a copy', () => {
  it('goes on under a new incarnation from where the copy was, and the old one may still be heard', async () => {
    const lost = station('C1');
    const shared = [lost.ticket(), lost.dossier()];
    await lost.push(shared);
    const restored = lost.clone();
    const tail = [lost.ticket(), lost.dossier()];
    await lost.push(tail);
    const { last } = await lost.pull(0);
    restored.rebirth(100);
    expect((await restored.push([restored.reborn(1, 'restored'), restored.dossier()])).ackedSeq).toBe(restored.seq);
    expect(await feedTypes(restored, last)).toEqual(['numbers.voided', 'dossier.received']);
    // The old disk was not gone after all.
    expect(kinds((await lost.push([lost.dossier()])).results)).toEqual(['applied']);
    expect(await found('C1')).toMatchObject({ incarnation: 2, events: 7, broken: 0, state: 'active' });
    const past = await restored.log(1, 0);
    expect(past.incarnations).toMatchObject([{ incarnation: 1, base: 0, ackedSeq: 5 }, { incarnation: 2, base: 2, ackedSeq: restored.seq }]);
    expect(past.operations.slice(0, 4)).toEqual([...shared, ...tail]);
    expect((await restored.log(1, 2, 1)).operations).toEqual([tail[0]]);
    expect((await restored.log(2, 0)).operations.map(({ type }) => type)).toEqual(['station.reborn', 'dossier.opened']);
  });

  it('may send the end of its old incarnation and the start of the new one together', async () => {
    const sender = station('C2');
    const old = [sender.ticket(), sender.dossier()];
    sender.rebirth(5);
    const fresh = [sender.reborn(1, 'restored'), sender.ticket()];
    expect(kinds((await sender.push([...old, ...fresh])).results)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(await found('C2')).toMatchObject({ incarnation: 2, events: 4, broken: 0 });
    expect(kinds((await sender.push([...old, ...fresh])).results)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
  });

  it('is asked for the older operations first, where the city does not hold the place at which it left them', async () => {
    const sender = station('C3');
    await sender.push([sender.ticket()]);
    const unsent = [sender.ticket(), sender.ticket()];
    sender.rebirth(0);
    const fresh = [sender.reborn(1, 'cloned')];
    expect(refusalOf(await sender.send(fresh))).toMatchObject({ status: 409, code: 'wire.gap', expected: 2 });
    expect((await sender.push([...unsent, ...fresh])).ackedSeq).toBe(4);
  });

  it('is asked for what its own disk has, not for what follows on another disk that has come further', async () => {
    const one = new SendingStation(city.gateway.url, 'T150', 'C1');
    await one.push([one.ticket(), one.ticket()]);
    const other = one.clone();
    const unsent = [one.ticket()];
    other.rebirth(10);
    await other.push([other.reborn(1, 'cloned')]);
    one.rebirth(0, undefined, 3);
    const fresh = [one.reborn(1, 'forked')];
    expect(refusalOf(await one.send(fresh))).toMatchObject({ status: 409, code: 'wire.gap', expected: 3 });
    expect(kinds((await one.push([...unsent, ...fresh])).results)).toEqual(['applied', 'applied']);
  });

  it('that lost everything begins with nothing', async () => {
    const sender = station('C4');
    await sender.push([sender.ticket(), sender.ticket()]);
    const empty = station('C4');
    empty.incarnation = 2;
    expect((await empty.push([empty.reborn(1, 'restored')])).ackedSeq).toBe(1);
    expect((await empty.log(2, 0)).incarnations).toMatchObject([{ ackedSeq: 2 }, { base: 0, ackedSeq: 1 }]);
    expect(refusalOf(await station('C5').send([station('C5').ticket({ incarnation: 1, seq: 3, prevHash: 'e'.repeat(64) })]))).toMatchObject({ code: 'wire.gap', expected: 1 });
  });

  it('cannot leave an older incarnation at a place above its own', async () => {
    const sender = station('C6');
    await sender.push([sender.ticket(), sender.ticket(), sender.ticket()]);
    sender.incarnation = 2;
    expect(refusalOf(await sender.send([sender.ticket({ seq: 2 })]))).toMatchObject({ status: 400, code: 'wire.invalid' });
  });
});

describe('two clones of one disk', () => {
  it('end up with all that either wrote, each operation once', async () => {
    const one = station('K1');
    await one.push([one.ticket(), one.dossier()]);
    const other = one.clone();
    const before = (await city.inspection.dossiers('T149')).length;
    await one.push([one.dossier(), one.ticket()]);
    const tail = [other.dossier(), other.ticket(), other.dossier()];
    const refusal = refusalOf(await other.send(tail));
    expect(refusal).toMatchObject({ status: 409, code: 'wire.fork', expected: 3, incarnation: 1 });
    const incident = await city.pool.query<{ sent: string }>("SELECT raw -> 'operations' -> 0 ->> 'opId' AS sent FROM incident WHERE station = 'K1'");
    expect(incident.rows).toEqual([{ sent: tail[0]?.opId }]);

    // The tail once more, under an incarnation above all known, from the last common place.
    other.rebirth(0, tail[0]?.prevHash);
    const again = [other.reborn(1, 'forked'), ...rewritten(other, tail)];
    expect(kinds((await other.push(again)).results)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(kinds((await other.push(again)).results)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    await one.push([one.ticket()]);
    expect((await city.inspection.dossiers('T149')).length - before).toBe(3);
    expect(await found('K1')).toMatchObject({ incarnation: 2, events: 9, broken: 0 });
    // Both disks gave out the ticket A001; nothing else is there twice.
    expect((await city.inspection.duplicates('T149')).map(({ what }) => what)).toEqual(['ticket number of a day']);
  });

  it('that took the same new incarnation are told apart, and the second takes another', async () => {
    const one = station('K1');
    const { incarnation } = await one.status();
    const head = (await one.log(1, 0)).incarnations[0];
    if (head === undefined) throw new Error('the station was heard before');
    Object.assign(one, { seq: head.ackedSeq, head: head.headHash });
    const other = one.clone();
    for (const each of [one, other]) each.rebirth(10, undefined, incarnation + 1);
    await one.push([one.reborn(1, 'restored')]);
    const work = [other.reborn(1, 'restored'), other.ticket()];
    expect(refusalOf(await other.send(work))).toMatchObject({ code: 'wire.fork', expected: head.ackedSeq + 1, incarnation: incarnation + 1 });
    other.rebirth(0, head.headHash, incarnation + 2);
    expect(kinds((await other.push([other.reborn(incarnation + 1, 'forked'), ...rewritten(other, work)])).results)).toEqual(['applied', 'applied', 'applied']);
  });

  it('with operations that were applied already do not have them applied again', async () => {
    const one = station('C5');
    const early = [one.ticket(), one.dossier()];
    await one.push(early);
    const other = station('C5');
    other.incarnation = 2;
    const again = rewritten(other, early);
    expect(kinds((await other.push([...again, other.ticket()])).results)).toEqual(['duplicate', 'duplicate', 'applied']);
  });
});
