// Operations without effect: what waits behind them, and what becomes of all when the first is sent again, withdrawn, or understood.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedChange } from '../../../shared/wire/feed.ts';
import { pushAnswerSchema } from '../../../shared/wire/messages.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

/** A station that goes on from where the city has it. */
async function station(name: string): Promise<SendingStation> {
  const sender = new SendingStation(city.gateway.url, 'T149', name);
  const { ackedSeq, headHash } = await sender.status();
  return Object.assign(sender, { seq: ackedSeq, head: headHash });
}
const kinds = (results: readonly { readonly kind: string }[]): string[] => results.map(({ kind }) => kind);
const moved = (from: number, to: number) => ({ from, to, reason: '', dueAt: null });
const status = async (id: string): Promise<number | undefined> => (await city.inspection.dossiers('T149')).find(({ dossierId }) => dossierId === id)?.status;

/** What the feed says after a number, in short. */
async function told(sender: SendingStation, after: number): Promise<unknown[]> {
  return (await sender.pull(after)).items.map(({ change }) => short(change));
}
function short(change: FeedChange): unknown {
  if (change.type === 'operation.settled') return [change.opId, change.kind, change.code];
  return change.type === 'dossier.changed' ? ['dossier.changed', change.revision, change.status] : change.type;
}

describe('behind an operation that was refused', () => {
  it('later ones of the same dossier wait, and nothing else does', async () => {
    const sender = await station('C1');
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    const first = sender.on(bad.aggId, 'moved', moved(2, 4));
    const other = sender.dossier();
    const batch = [bad, first, other, sender.on(bad.aggId, 'noted', { text: 'x' }), sender.on(other.aggId, 'moved', moved(2, 4)), sender.ticket()];
    const { results } = await sender.push(batch);
    expect(results).toMatchObject([
      { kind: 'rejected', code: 'operation.invalid-body', field: 'dueAt' }, { kind: 'held', by: bad.opId }, { kind: 'applied' }, { kind: 'held', by: bad.opId }, { kind: 'applied' }, { kind: 'applied' },
    ]);
    // In a later batch as well, and of another station; and the same is said again when an answer was lost.
    const late = await station('C2');
    expect((await late.push([late.on(bad.aggId, 'noted', { text: 'y' })])).results).toMatchObject([{ kind: 'held', by: bad.opId }]);
    expect((await sender.push(batch)).results.map(({ kind }) => kind)).toEqual(['rejected', 'held', 'duplicate', 'held', 'duplicate', 'duplicate']);
    expect((await sender.status()).rejected).toBe(3);
  });

  it('are named with it to a store that asks for its past, until they are settled', async () => {
    const sender = await station('C1');
    const { seq } = sender;
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    const waits = sender.on(bad.aggId, 'noted', { text: 'x' });
    await sender.push([bad, waits, sender.ticket()]);
    const said = async () => (await sender.log(1, seq)).withoutEffect.toSorted((one, other) => (one.opId === bad.opId ? -1 : 1) - (other.opId === bad.opId ? -1 : 1));
    expect(await said()).toMatchObject([{ kind: 'rejected', opId: bad.opId, code: 'operation.invalid-body', field: 'dueAt' }, { kind: 'held', opId: waits.opId, by: bad.opId }]);
    await sender.push([sender.dossier({ ...bad.body, dueAt: null }, { refersTo: bad.opId })]);
    expect(await said()).toEqual([]);
  });

  it('all take effect in their order when it is sent again mended, those of the same batch last', async () => {
    const sender = await station('C1');
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    const held = [sender.on(bad.aggId, 'moved', moved(2, 3)), sender.on(bad.aggId, 'moved', moved(3, 2))];
    await sender.push([bad, ...held]);
    const { last } = await sender.pull(0);
    const mended = sender.dossier({ ...bad.body, dueAt: null }, { refersTo: bad.opId });
    const after = sender.on(bad.aggId, 'moved', moved(2, 4));
    const { results } = await sender.push([mended, after]);
    expect(kinds(results)).toEqual(['applied', 'applied']);
    expect(await told(sender, last)).toEqual([
      'dossier.received', [bad.opId, 'applied', 'operation.resent'],
      ['dossier.changed', 2, 3], [held[0]?.opId, 'applied', ''], ['dossier.changed', 3, 2], [held[1]?.opId, 'applied', ''], ['dossier.changed', 4, 4], [after.opId, 'applied', ''],
    ]);
    expect(await city.inspection.rejected('T149')).not.toContainEqual(expect.objectContaining({ opId: bad.opId }));
    expect(kinds((await sender.push([mended, after])).results)).toEqual(['duplicate', 'duplicate']);
  });

  it('wait for the new one when it is sent again no better', async () => {
    const sender = await station('C1');
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    const held = sender.on(bad.aggId, 'moved', moved(2, 4));
    await sender.push([bad, held]);
    const { last } = await sender.pull(0);
    const worse = sender.dossier({ ...bad.body, dueAt: 'today' }, { refersTo: bad.opId });
    expect(kinds((await sender.push([worse])).results)).toEqual(['rejected']);
    expect(await told(sender, last)).toEqual([[bad.opId, 'withdrawn', 'operation.replaced']]);
    expect((await sender.push([held])).results).toMatchObject([{ kind: 'held', by: worse.opId }]);
    await sender.push([sender.dossier({ ...bad.body, dueAt: null }, { refersTo: worse.opId })]);
    expect(await status(bad.aggId)).toBe(4);
  });

  it('are looked at by themselves when it is withdrawn; the first that fails then has the others wait', async () => {
    const sender = await station('C1');
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    const held = [sender.on(bad.aggId, 'noted', { text: 'x' }), sender.on(bad.aggId, 'noted', { text: 'y' })];
    await sender.push([bad, ...held]);
    const { last } = await sender.pull(0);
    const given = sender.operation('operation.withdrawn', { opId: bad.opId, reason: 'sai' }, { aggType: 'station', aggId: 'C1' });
    await sender.push([given]);
    expect(await told(sender, last)).toEqual([[bad.opId, 'withdrawn', 'operation.withdrawn'], [held[0]?.opId, 'rejected', 'dossier.unknown']]);
    expect((await sender.push([...held, given])).results).toMatchObject([{ kind: 'rejected', code: 'dossier.unknown' }, { kind: 'held', by: held[0]?.opId }, { kind: 'duplicate' }]);
    // Withdrawing once more, or what had its effect, or what is another station's, changes nothing.
    const other = await station('C2');
    await other.push([other.operation('operation.withdrawn', { opId: held[0]?.opId, reason: 'x' }, { aggType: 'station', aggId: 'C2' })]);
    await sender.push([sender.operation('operation.withdrawn', { opId: bad.opId, reason: 'x' }, { aggType: 'station', aggId: 'C1' })]);
    expect(await told(sender, last)).toHaveLength(2);
  });
});

describe('what came too early', () => {
  it('takes effect by itself when the opening of its dossier comes', async () => {
    const [one, two] = [await station('C3'), await station('C4')];
    const opening = one.dossier();
    const early = [two.on(opening.aggId, 'moved', moved(2, 3)), two.on(opening.aggId, 'moved', moved(3, 4))];
    expect((await two.push(early)).results).toMatchObject([{ kind: 'rejected', code: 'dossier.unknown', field: 'dossierId' }, { kind: 'held' }]);
    const { last } = await one.pull(0);
    await one.push([opening]);
    expect(await told(one, last)).toEqual(['dossier.received', ['dossier.changed', 2, 3], [early[0]?.opId, 'applied', ''], ['dossier.changed', 3, 4], [early[1]?.opId, 'applied', '']]);
    expect(await status(opening.aggId)).toBe(4);
  });
});

describe('a station of the first version', () => {
  it('is told of what is held and kept as of what is refused, in its own words', async () => {
    const sender = await station('C5');
    const bad = sender.dossier({ dueAt: 'tomorrow' });
    const answered = await sender.send([bad, sender.on(bad.aggId, 'noted', { text: 'x' }), sender.operation('comet.sighted', {})], { proto: 1 });
    expect(pushAnswerSchema.parse(answered.body).results).toEqual([
      { kind: 'rejected', opId: bad.opId, code: 'operation.invalid-body', detail: expect.stringContaining('dueAt') as string },
      { kind: 'rejected', opId: expect.any(String) as string, code: 'operation.held', detail: `waits for ${bad.opId}` },
      { kind: 'rejected', opId: expect.any(String) as string, code: 'operation.unknown-type', detail: expect.any(String) as string },
    ]);
  });
});

describe('an opening of a later version', () => {
  it('has the operations of its dossier wait for the city to learn it', async () => {
    const sender = await station('C6');
    const dossierId = randomUUID();
    const opening = sender.operation('dossier.opened', { dossierId, news: true }, { aggType: 'dossier', aggId: dossierId, typeVersion: 4 });
    expect((await sender.push([opening, sender.on(dossierId, 'noted', { text: 'x' }), sender.operation('dossier.rated', { dossierId, stars: 5 }, { aggType: 'dossier', aggId: dossierId })])).results).toMatchObject([
      { kind: 'kept', code: 'operation.unknown-version' }, { kind: 'held', by: opening.opId }, { kind: 'kept', code: 'operation.unknown-type' },
    ]);
  });
});
