// Why a station could not start, as a code that every screen has a sentence for.

import { expect, it } from 'vitest';
import { Refusal } from '../../../shared/contract/errors.ts';
import { ForeignStore } from '../store/identity.ts';
import { LockedStore } from '../store/store-lock.ts';
import { NewerStore } from '../store/migrate.ts';
import { UnreadableStore, UnsafeStore } from '../store/open-connection.ts';
import { MissingKey, RefusedKey } from './keys/key-state.ts';
import { isRecoverable, startFailure } from './start-failure.ts';

it.each([
  [new MissingKey('words'), 'store.key-missing'], [new RefusedKey('words'), 'store.failed'], [new UnreadableStore('words'), 'store.failed'], [new UnsafeStore('words'), 'store.failed'], [new ForeignStore('words'), 'store.failed'],
  [new NewerStore('words'), 'store.newer'], [new LockedStore('words'), 'store.locked'], [new Error('words'), 'internal'],
])('%s is %s', (error, code) => {
  expect(startFailure(error)).toEqual({ code, detail: `${error.name}: words` });
});

it('what is no error, or bears a name of the language itself, is internal', () => {
  const odd = new Error('words');
  odd.name = 'constructor';
  expect([startFailure('words'), startFailure(null), startFailure(odd).code]).toEqual([{ code: 'internal', detail: 'string' }, { code: 'internal', detail: 'object' }, 'internal']);
});

it('the words fit into the link to the host', () => {
  expect(startFailure(new Error('x'.repeat(5000))).detail.length).toBe(600);
});

it.each(['store.failed', 'store.recovering'] as const)('a store that says %s while the station starts has its recovery served, by one code', (code) => {
  expect([isRecoverable(new Refusal(code)), startFailure(new Refusal(code)).code]).toEqual([true, 'store.failed']);
});

it('what no recovery helps against ends the start', () => {
  expect([new Refusal('store.disk-full'), new LockedStore('words'), new Error('words')].map(isRecoverable)).toEqual([false, false, false]);
});
