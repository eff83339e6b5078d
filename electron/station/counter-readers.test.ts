// What a reader reads goes to its use case, and while it is being tried to nobody, with a word at its counter.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CounterId } from '../../shared/base/ids.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { Listeners } from '../../shared/base/listeners.ts';
import { TestStation } from '../../tests/fakes/test-station.ts';
import { listenToReaders } from './counter-readers.ts';
import type { PayloadOrigin } from './devices/ports.ts';

const FIRST = 1 as CounterId;
let station: TestStation;
beforeEach(() => {
  station = new TestStation();
});
afterEach(async () => await station[Symbol.asyncDispose]());

test('a card at a reader that is being tried or at a counter that nobody has signed in at is refused there with that reason, and afterwards is a card again', () => {
  const payloads = new Listeners<[CounterId, Uint8Array, PayloadOrigin]>();
  const refusals = new Listeners<[CounterId, ErrorCode]>();
  let isTried = true;
  let isShut = true;
  listenToReaders({
    devices: { onPayload: (listener) => payloads.add(listener), onReaderRefused: (listener) => refusals.add(listener as (counterId: CounterId, code: ErrorCode) => void) },
    context: station.context, log: { error: () => undefined }, disguise: (bytes) => bytes, ignores: ({ role, counterId }) => isTried && role === 'reader' && counterId === FIRST,
    isShut: (counterId) => isShut && counterId === FIRST,
  });
  const card = new TextEncoder().encode('nothing that anybody knows');
  payloads.emit(FIRST, card, { session: 1, sequence: 1, aimId: ']Q1' });
  refusals.emit(FIRST, 'card.torn');
  isTried = false;
  payloads.emit(FIRST, card, { session: 1, sequence: 1, aimId: ']Q1' });
  isShut = false;
  payloads.emit(FIRST, card, { session: 1, sequence: 1, aimId: ']Q1' });
  expect(station.told).toEqual(['setup.being-tested', 'setup.being-tested', 'staff.sign-in-needed', 'card.no-visit'].map((code) => ({ event: 'reader.refused', payload: { counterId: 1, code } })));
});
