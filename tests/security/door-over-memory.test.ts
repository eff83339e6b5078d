// The door alone under fire: nothing that a window says makes it throw, nothing reaches a command but what its schema and its roles let through.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Door } from '../../electron/station/door/door.ts';
import { MAX_REQUEST_CHARS, type Caller } from '../../shared/contract/command.ts';
import { commands, type CommandName } from '../../shared/contract/commands.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import { anyCall, anyText, faultOf, frameText, hostileCalls, hostileTexts, type HostileCall } from './hostile-payloads.ts';

const CALLERS: readonly Caller[] = [{ role: 'kiosk' }, { role: 'board' }, { role: 'admin' }, { role: 'counter', counterId: 1 as never }, { role: 'citizen-display', counterId: 1 as never }];

/** A door whose commands only say that they were reached. */
function stand() {
  const sent: unknown[] = [];
  const reached: { readonly name: CommandName; readonly input: unknown; readonly caller: Caller }[] = [];
  const errors: string[] = [];
  const door = new Door({
    run: (name, input, caller) => {
      reached.push({ name, input, caller });
      throw new Refusal('ticket.not-found');
    },
    log: { info: () => undefined, warn: () => undefined, error: (event) => void errors.push(event) },
    newTraceId: () => 'trace',
    monotonic: () => 0,
    send: (_clientId, text) => void sent.push(JSON.parse(text)),
  });
  return { door, sent, reached, errors };
}

async function fire(caller: Caller, calls: readonly HostileCall[]): Promise<readonly string[]> {
  const { door, sent, reached, errors } = stand();
  door.open('window', caller);
  const faults: string[] = [];
  for (const call of calls) {
    sent.length = 0;
    reached.length = 0;
    await door.receive('window', frameText(1, call));
    const fault = sent.length === 1 ? faultOf(call, caller, sent[0]) : `${call.command} was answered ${sent.length} times`;
    if (fault !== null) faults.push(fault);
    for (const { name, input } of reached) {
      const definition = commands[name];
      if (!(definition.roles as readonly string[]).includes(caller.role)) faults.push(`${name} was reached by ${caller.role}`);
      if (!definition.input.safeParse(JSON.parse(call.input)).success) faults.push(`${name} was reached with ${call.input.slice(0, 200)}`);
      if (typeof input === 'object' && input !== null && 'polluted' in input) faults.push(`${name} got an input with foreign ancestors`);
    }
  }
  if ('polluted' in {}) faults.push('every object has a foreign ancestor now');
  return [...faults, ...errors];
}

it.each(CALLERS)('every name with every bad input, said by $role, is refused or was good', async (caller) => {
  expect(await fire(caller, hostileCalls())).toEqual([]);
});

it('so is whatever chance makes up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...CALLERS), fc.array(anyCall, { minLength: 1, maxLength: 5 }), async (caller, calls) => {
      expect(await fire(caller, calls)).toEqual([]);
    }),
    { numRuns: 1500, seed: 20_261_126 },
  );
});

it('texts that are no frame are answered at most with a refusal, and reach nothing', async () => {
  const { door, sent, reached, errors } = stand();
  door.open('window', { role: 'kiosk' });
  for (const text of hostileTexts) await door.receive('window', text);
  await fc.assert(fc.asyncProperty(anyText, async (text) => door.receive('window', text)), { numRuns: 3000, seed: 20_261_126 });
  expect(sent.filter((frame) => !(frame as { ok?: boolean }).ok && (frame as { error?: { code?: string } }).error?.code === 'internal')).toEqual([]);
  // What is still a good question after a letter was changed may be asked; nothing else is.
  expect(reached.filter(({ name }) => name !== 'point.describe')).toEqual([]);
  expect(errors).toEqual([]);
});

it('a frame that is too long is refused by its length, whatever it holds', async () => {
  const { door, sent, reached } = stand();
  door.open('window', { role: 'kiosk' });
  await door.receive('window', frameText(5, { command: 'point.describe', input: `{"filler":"${'x'.repeat(MAX_REQUEST_CHARS)}"}` }));
  await door.receive('window', frameText(6, { command: 'point.describe', input: `{"filler":"${'x'.repeat(20 * MAX_REQUEST_CHARS)}"}` }));
  expect([sent, reached]).toEqual([[expect.objectContaining({ id: 5, ok: false, error: expect.objectContaining({ code: 'request.too-large' }) as unknown })], []]);
});

it('a window that the host has not opened, or has closed, is not heard', async () => {
  const { door, sent, reached } = stand();
  await door.receive('nobody', frameText(1, { command: 'point.describe', input: '{}' }));
  door.open('window', { role: 'kiosk' });
  door.close('window');
  await door.receive('window', frameText(1, { command: 'point.describe', input: '{}' }));
  expect([sent, reached]).toEqual([[], []]);
});
