// Intents keep their request id through every retry and never run twice at once.

import { describe, expect, test } from 'vitest';
import type { TicketId } from '../../shared/base/ids.ts';
import { calledTicket, requestIds } from '../../tests/gallery/desk/example-point.ts';
import { endless, refusal, scriptedClient } from '../../tests/fakes/scripted-client.ts';
import type { Script } from '../../tests/fakes/scripted-client.ts';
import { createIntents, isUndecided } from './intents.ts';

const ticketId = calledTicket.ticketId;
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
