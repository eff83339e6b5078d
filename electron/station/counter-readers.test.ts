// What a reader reads goes to its use case, and while it is being tried to nobody, with a word at its counter.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../shared/base/must.ts';
import type { CounterId } from '../../shared/base/ids.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { communeIdSchema, stationIdSchema } from '../../shared/contract/primitives.ts';
import { formatProvisionalCode } from '../../shared/domain/codes/dossier-code.ts';
import { Listeners } from '../../shared/base/listeners.ts';
import { LAN_CARD } from '../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../tests/fakes/test-station.ts';
import { listenToReaders } from './counter-readers.ts';
import type { PayloadOrigin } from './devices/ports.ts';

const FIRST = 1 as CounterId;
let station: TestStation;
beforeEach(() => {
  station = new TestStation();
});
afterEach(async () => await station[Symbol.asyncDispose]());

test('a card at a reader that is being tried or at a counter whose officer may not take it is refused there with that reason, and afterwards is a card again', () => {
  const payloads = new Listeners<[CounterId, Uint8Array, PayloadOrigin]>();
  const refusals = new Listeners<[CounterId, ErrorCode]>();
  let isTried = true;
  let refusal: ErrorCode | null = 'staff.sign-in-needed';
  const asked: string[] = [];
  listenToReaders({
    devices: { onPayload: (listener) => payloads.add(listener), onReaderRefused: (listener) => refusals.add(listener as (counterId: CounterId, code: ErrorCode) => void) },
    context: station.context, log: { error: () => undefined }, disguise: (bytes) => bytes, ignores: ({ role, counterId }) => isTried && role === 'reader' && counterId === FIRST,
    refusalAt: (counterId, command) => {
      asked.push(`${counterId} ${command}`);
      return refusal;
    },
  });
  const card = new TextEncoder().encode('nothing that anybody knows');
  payloads.emit(FIRST, card, { session: 1, sequence: 1, aimId: ']Q1' });
  refusals.emit(FIRST, 'card.torn');
  isTried = false;
  payloads.emit(FIRST, card, { session: 1, sequence: 1, aimId: ']Q1' });
  refusal = null;
  payloads.emit(FIRST, card, { session: 1, sequence: 1, aimId: ']Q1' });
  expect(station.told).toEqual(['setup.being-tested', 'setup.being-tested', 'staff.sign-in-needed', 'card.no-visit'].map((code) => ({ event: 'reader.refused', payload: { counterId: 1, code } })));
  refusal = 'staff.not-allowed';
  station.told.length = 0;
  asked.length = 0;
  const dossierCode = must(formatProvisionalCode({ commune: communeIdSchema.parse('T149'), station: stationIdSchema.parse('M01'), number: 1 }), 'the first numbers have room');
  for (const code of [LAN_CARD, 'nothing that anybody knows', `MC1:0190A8B0000040008000000000000001:${dossierCode}`]) payloads.emit(FIRST, new TextEncoder().encode(code), { session: 1, sequence: 1, aimId: ']Q1' });
  expect(asked).toEqual(['1 visit.set-person', '1 visit.read', '1 dossier.read']);
  expect(station.told.map(({ payload }) => payload)).toEqual(Array.from({ length: 3 }, () => ({ counterId: 1, code: 'staff.not-allowed' })));
});
