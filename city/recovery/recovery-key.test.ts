// From a station's wrap to the text that an officer types: the two ends were written apart and must agree; nothing else opens a wrap.

import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sealForRecovery } from '../../electron/station/life/keys/seal.ts';
import { makeRecoveryKey, unseal } from './recovery-key.ts';

const PASSPHRASE = 'Ba người giữ, hai người mở';
const pair = makeRecoveryKey(PASSPHRASE);
const key = randomBytes(32);
const wrap = sealForRecovery(key, Buffer.from(pair.publicKey, 'base64'), { commune: 'T149', station: 'K1' });
const text = (changed: object = {}): string => JSON.stringify({ ...wrap, ...changed });

it('opens what a station has sealed, and says whose it is', () => {
  const opened = unseal(text(), pair.privatePem, PASSPHRASE);
  expect([key.equals(opened.key), opened.commune, opened.station, pair.privatePem.includes('ENCRYPTED')]).toEqual([true, 'T149', 'K1', true]);
});

it('seals anew each time', () => {
  expect(sealForRecovery(key, Buffer.from(pair.publicKey, 'base64'), { commune: 'T149', station: 'K1' }).sealed).not.toBe(wrap.sealed);
});

it.each<[string, string, string]>([
  ['another commune’s name', text({ commune: 'T150' }), 'changed'], ['another station’s name', text({ station: 'K2' }), 'changed'], ['another key’s id', text({ keyId: '0'.repeat(16) }), 'changed'],
  ['other sealed bytes', text({ sealed: Buffer.alloc(48).toString('base64') }), 'changed'], ['a point of low order', text({ ephemeral: Buffer.alloc(32).toString('base64') }), 'changed'],
  ['half its bytes', text({ sealed: wrap.sealed.slice(0, 32) }), 'no wrap'], ['a field more', text({ more: 1 }), 'no wrap'], ['a later version', text({ version: 2 }), 'no wrap'], ['no JSON', '{', 'no wrap'],
  ['another recipient', text({ recipient: makeRecoveryKey(PASSPHRASE).publicKey }), 'another recovery key'],
])('refuses a wrap with %s', (_name, changed, words) => {
  expect(() => unseal(changed, pair.privatePem, PASSPHRASE)).toThrow(words);
});

it('refuses another passphrase, and a key of another kind', () => {
  expect(() => unseal(text(), pair.privatePem, 'Ba người giữ')).toThrow('does not open');
  expect(() => unseal(text(), 'no key', PASSPHRASE)).toThrow('does not open');
});
