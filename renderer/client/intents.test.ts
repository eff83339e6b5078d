// Intents keep their request id through every retry and never run twice at once.

import { describe, expect, test } from 'vitest';
import type { TicketId } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { calledTicket, exampleDossiers, requestIds, servingDesk } from '../../tests/gallery/desk/example-point.ts';
import { endless, refusal, scriptedClient } from '../../tests/fakes/scripted-client.ts';
import type { Script } from '../../tests/fakes/scripted-client.ts';
import { createIntents, isUndecided } from './intents.ts';

const ticketId = calledTicket.ticketId;
const visitId = must(servingDesk.visitId, 'a desk that serves has a visit');
const dossier = must(exampleDossiers[0], 'there are some');
const other = '0192a000-0001-7000-8000-000000000077' as TicketId;

function bench(script: Script) {
  const client = scriptedClient(script);
  const intents = createIntents(client, requestIds());
  return { client, intents, idsOf: () => client.inputsOf('ticket.recall').map(({ requestId }) => requestId) };
}

describe('intents', () => {
  test('the same words after a failure keep their request id', async () => {
    const { client, intents, idsOf } = bench({ 'ticket.recall': () => { throw refusal('station.unreachable'); } });
    await intents.run('desk', 'ticket.recall', { ticketId });
    client.answer({ 'ticket.recall': () => calledTicket });
    await intents.run('desk', 'ticket.recall', { ticketId });
    const [first, second] = idsOf();
    expect(second).toBe(first);
    expect(intents.store.getState()).toEqual({});
  });

  test('other words after a failure are another intent', async () => {
    const { intents, idsOf } = bench({ 'ticket.recall': () => { throw refusal('station.unreachable'); } });
    await intents.run('desk', 'ticket.recall', { ticketId });
    await intents.run('desk', 'ticket.recall', { ticketId: other });
    expect(new Set(idsOf()).size).toBe(2);
  });

  test('the same words after a success are another intent', async () => {
    const { intents, idsOf } = bench({ 'ticket.recall': () => calledTicket });
    await intents.run('desk', 'ticket.recall', { ticketId });
    await intents.run('desk', 'ticket.recall', { ticketId });
    expect(new Set(idsOf()).size).toBe(2);
  });

  test('nothing is sent while the same key is under way', async () => {
    const { intents, idsOf } = bench({ 'ticket.recall': () => endless() });
    void intents.run('desk', 'ticket.recall', { ticketId });
    expect(await intents.run('desk', 'ticket.recall', { ticketId })).toBeNull();
    expect(idsOf()).toHaveLength(1);
  });

  test('a retry says the same words under the same id and does what was to follow', async () => {
    const { client, intents, idsOf } = bench({ 'ticket.recall': () => { throw refusal('internal'); } });
    const followed: string[] = [];
    await intents.run('desk', 'ticket.recall', { ticketId }, ({ number }) => void followed.push(number));
    client.answer({ 'ticket.recall': () => calledTicket });
    intents.retry('desk');
    await expect.poll(() => followed).toEqual([calledTicket.number]);
    expect(new Set(idsOf()).size).toBe(1);
  });

  test('a dossier whose pages are still looked at is asked for again under the same id, with nobody pressing, and told only when that takes far too long', async () => {
    const client = scriptedClient({});
    const intents = createIntents(client, requestIds());
    const failures: (string | undefined)[] = [];
    intents.store.subscribe((table) => void failures.push(table['open']?.failure?.code));
    let looks = 0;
    client.answer({ 'dossier.open': () => { looks += 1; if (looks < 4) throw refusal('cover.reading'); return dossier; } });
    expect(await intents.run('open', 'dossier.open', { visitId })).toEqual(dossier);
    expect([looks, new Set(client.inputsOf('dossier.open').map(({ requestId }) => requestId)).size, failures]).toEqual([4, 1, [undefined, undefined]]);
    client.answer({ 'dossier.open': () => { throw refusal('cover.reading'); } });
    expect(await intents.run('open', 'dossier.open', { visitId })).toBeNull();
    expect([client.inputsOf('dossier.open').length, intents.store.getState()['open']?.failure?.code]).toEqual([34, 'cover.reading']);
  });

  test('what was left to itself is not asked for again', async () => {
    const client = scriptedClient({});
    const intents = createIntents(client, requestIds());
    client.answer({ 'dossier.open': () => { intents.abandon(); throw refusal('cover.reading'); } });
    expect(await intents.run('open', 'dossier.open', { visitId })).toBeNull();
    expect([client.inputsOf('dossier.open').length, intents.store.getState()]).toEqual([1, {}]);
  });

  test('a refusal is decided, a station that did not answer is not', async () => {
    const { client, intents } = bench({ 'ticket.recall': () => { throw refusal('ticket.wrong-state'); } });
    await intents.run('desk', 'ticket.recall', { ticketId });
    const refused = intents.store.getState()['desk'];
    client.answer({ 'ticket.recall': () => { throw refusal('station.unreachable'); } });
    await intents.run('desk', 'ticket.recall', { ticketId });
    const unknown = intents.store.getState()['desk'];
    expect([refused, unknown].map((intent) => intent !== undefined && isUndecided(intent))).toEqual([false, true]);
  });

  test('a forgotten intent is new when it comes again, one under way is not forgotten', async () => {
    const { client, intents, idsOf } = bench({ 'ticket.recall': () => { throw refusal('station.unreachable'); } });
    await intents.run('desk', 'ticket.recall', { ticketId });
    intents.forget(() => true);
    expect(intents.store.getState()).toEqual({});
    client.answer({ 'ticket.recall': () => endless() });
    void intents.run('desk', 'ticket.recall', { ticketId });
    intents.forget(() => true);
    expect(intents.store.getState()['desk']?.state).toBe('pending');
    expect(new Set(idsOf()).size).toBe(2);
  });
});
