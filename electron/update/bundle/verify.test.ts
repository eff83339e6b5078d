// Manifests of the maker, of others, tampered with, replayed and for other machines.

import { expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { MAX_MANIFEST_BYTES, type SignedManifest, type UpdateManifest } from '../../../shared/wire/updates.ts';
import { makeKeyPair, readKeyList, readPrivateKey } from './keys.ts';
import { faultFor, readSigned, signManifest, type BundleSubject } from './verify.ts';

const maker = makeKeyPair('in use');
const next = makeKeyPair('the next one');
const stranger = makeKeyPair('somebody');
const keys = readKeyList(JSON.stringify({ format: 1, keys: [maker.entry, next.entry] }));
const manifest: UpdateManifest = {
  format: 1, product: 'mot-cua', channel: 'stable', platform: 'linux', arch: 'x64', kind: 'tar.gz', version: '1.2.0', sequence: 12, fromVersion: '1.0.0',
  store: { from: 120, to: 130, mayGoBack: false }, payload: { bytes: 10, sha256: 'a'.repeat(64), installedBytes: 20 }, notes: { vi: 'Sửa lỗi', en: 'Fixes' }, notBefore: 1000 as EpochMs, expires: 2000 as EpochMs,
};
const subject: BundleSubject = { target: { channel: 'stable', platform: 'linux', arch: 'x64', kind: 'tar.gz' }, version: '1.1.0', highestSequence: 11, storeSchema: 120, now: 1500 as EpochMs, atLeast: null };

function bytesOf(signed: unknown): Buffer {
  return Buffer.from(JSON.stringify(signed));
}
function signedBy(...pairs: (typeof maker)[]): SignedManifest {
  return signManifest(manifest, pairs.map(({ privateKey }) => readPrivateKey(privateKey)));
}

it('takes the maker’s word under each key of the list, whatever the order of members in the file', () => {
  const turned = { signatures: signedBy(maker).signatures, manifest: Object.fromEntries(Object.entries(manifest).toReversed()) };
  expect([signedBy(maker), signedBy(next), signedBy(stranger, maker), turned].map((signed) => readSigned(bytesOf(signed), keys).kind)).toEqual(['signed', 'signed', 'signed', 'signed']);
});

it('refuses what a stranger signed, and a stranger who calls himself the maker', () => {
  expect(readSigned(bytesOf(signedBy(stranger)), keys)).toEqual({ kind: 'refused', fault: 'unknown-key' });
  const forged = signManifest(manifest, [{ ...readPrivateKey(stranger.privateKey), keyId: maker.entry.keyId }]);
  expect(readSigned(bytesOf(forged), keys)).toEqual({ kind: 'refused', fault: 'bad-signature' });
  expect(readSigned(bytesOf(signedBy(maker)), new Map())).toEqual({ kind: 'refused', fault: 'unknown-key' });
});

it.each([
  ['version', { version: '1.2.1' }], ['sequence', { sequence: 13 }], ['payload', { payload: { ...manifest.payload, sha256: 'b'.repeat(64) } }], ['store', { store: { ...manifest.store, mayGoBack: true } }],
  ['expires', { expires: 9999 }], ['notes', { notes: { vi: '', en: '' } }], ['channel', { channel: 'pilot' }],
])('refuses a manifest whose %s was changed after it was signed', (_member, change) => {
  expect(readSigned(bytesOf({ ...signedBy(maker), manifest: { ...manifest, ...change } }), keys)).toEqual({ kind: 'refused', fault: 'bad-signature' });
});

it.each([
  ['nothing', Buffer.alloc(0)], ['no JSON', Buffer.from('{')], ['no UTF-8', Buffer.from([0x22, 0xff, 0x22])], ['a member more', bytesOf({ ...signedBy(maker), more: 1 })],
  ['another format', bytesOf({ ...signedBy(maker), manifest: { ...manifest, format: 2 } })], ['a version of two numbers', bytesOf({ ...signedBy(maker), manifest: { ...manifest, version: '1.2' } })],
  ['a half file', bytesOf(signedBy(maker)).subarray(0, 300)], ['a flood', Buffer.alloc(MAX_MANIFEST_BYTES + 1, 0x20)], ['no signature', bytesOf({ manifest, signatures: [] })], ['a list', bytesOf([])],
])('refuses %s without an exception', (_what, bytes) => {
  expect(readSigned(bytes, keys)).toEqual({ kind: 'refused', fault: 'malformed' });
});

it('refuses each single bit that is turned in a signature', () => {
  const [signature] = signedBy(maker).signatures;
  const good = Buffer.from(must(signature, 'it is signed').signature, 'base64');
  for (let bit = 0; bit < 512; bit += 1) {
    const bad = Buffer.from(good);
    bad[bit >> 3] = must(bad[bit >> 3], 'a signature has 64 bytes') ^ (1 << (bit & 7));
    expect(readSigned(bytesOf({ manifest, signatures: [{ keyId: maker.entry.keyId, signature: bad.toString('base64') }] }), keys).kind).toBe('refused');
  }
});

it.each([
  [{}, {}, null], [{ sequence: 11 }, {}, 'replayed'], [{ sequence: 3 }, {}, 'replayed'], [{ version: '1.1.0' }, {}, 'older'], [{ version: '1.0.9' }, {}, 'older'], [{ fromVersion: '1.1.1' }, {}, 'step-too-large'],
  [{ platform: 'win32' }, {}, 'other-machine'], [{ arch: 'arm64' }, {}, 'other-machine'], [{ kind: 'deb' }, {}, 'other-machine'], [{ channel: 'pilot' }, {}, 'other-machine'],
  [{}, { target: { ...subject.target, channel: 'pilot' } }, null], [{}, { storeSchema: 110 }, 'store-too-old'], [{}, { storeSchema: 140 }, 'store-too-old'],
  [{}, { now: 999 as EpochMs }, 'too-early'], [{}, { now: 2000 as EpochMs }, 'expired'], [{}, { now: null }, null],
  [{}, { now: null, atLeast: 1999 as EpochMs }, null], [{}, { now: null, atLeast: 2000 as EpochMs }, 'expired'], [{}, { now: 1500 as EpochMs, atLeast: 2000 as EpochMs }, 'expired'], [{}, { now: null, atLeast: 10 as EpochMs }, null],
] as const)('weighs %j on a machine with %j as %s', (change, machine, fault) => {
  expect(faultFor({ ...manifest, ...change }, { ...subject, ...machine })).toBe(fault);
});

it('refuses a list whose key is not the one of its id', () => {
  expect(() => readKeyList(JSON.stringify({ format: 1, keys: [{ ...maker.entry, keyId: next.entry.keyId }] }))).toThrow('another key');
});
