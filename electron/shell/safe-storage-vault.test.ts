// The vault of the operating system over a stand-in of safeStorage's shape: from the station's question to its answer, and what a station does without one.

import { expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import type { FromStation, VaultAnswer } from '../link/parent-link.ts';
import { toStationSchema, fromStationSchema } from '../link/parent-link.ts';
import { createHostVault } from '../station/life/keys/host-vault.ts';
import { VaultFailed, type KeyVault } from '../station/life/keys/vault.ts';
import { answerVault, type SafeStorage } from './safe-storage-vault.ts';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index));

function storage(changed: Partial<SafeStorage> = {}): SafeStorage {
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text) => Promise.resolve(Buffer.from(`sealed ${text}`)),
    decryptStringAsync: (sealed) => (sealed.toString().startsWith('sealed ') ? Promise.resolve({ shouldReEncrypt: false, result: sealed.toString().slice(7) }) : Promise.reject(new Error(`cannot decrypt ${sealed.toString()}`))),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...changed,
  };
}

/** The station's end over this storage; both ends' messages go through the link's schemas, as between two processes. */
function overLink(own: SafeStorage, platform: NodeJS.Platform = 'linux'): Promise<KeyVault> {
  const vault = createHostVault((message: FromStation) => {
    const parsed = fromStationSchema.parse(structuredClone(message));
    if (parsed.kind !== 'vault') return;
    void answerVault(own, platform, parsed.ask).then((answer) => {
      const back = toStationSchema.parse(structuredClone({ kind: 'vault', id: parsed.id, answer }));
      if (back.kind === 'vault') vault.hear(back);
    });
  }, new TestClock());
  return vault.open();
}

it.each<[NodeJS.Platform, string]>([['win32', 'dpapi'], ['darwin', 'keychain'], ['linux', 'gnome_libsecret']])('on %s it is called %s, and gives back what it was given', async (platform, name) => {
  const vault = await overLink(storage(), platform);
  const { key, isStale } = await vault.unwrap(await vault.wrap(KEY));
  expect([vault.kind, vault.name, KEY.equals(key), isStale]).toEqual(['os', name, true, false]);
});

it('a backend that everybody can open is reported by its name', async () => {
  expect((await overLink(storage({ getSelectedStorageBackend: () => 'basic_text' }))).name).toBe('basic_text');
});

it('a key under an older secret of the vault is asked for once more, and marked', async () => {
  let asked = 0;
  const turning = storage({ decryptStringAsync: () => Promise.resolve({ shouldReEncrypt: true, result: [Buffer.alloc(32), KEY][asked++]?.toString('base64') ?? '' }) });
  const { key, isStale } = await (await overLink(turning)).unwrap(KEY);
  expect([KEY.equals(key), isStale, asked]).toEqual([true, true, 2]);
});

it('a vault that is not there, or fails, is a failure by its name, without its words', async () => {
  const away = await overLink(storage({ isAsyncEncryptionAvailable: () => Promise.resolve(false) }));
  expect([away.kind, away.name]).toEqual(['os', 'none']);
  await expect(away.wrap(KEY)).rejects.toThrow(VaultFailed);
  await expect((await overLink(storage())).unwrap(KEY)).rejects.toThrow(/^Error$/);
});

it('a host that does not answer is waited for two minutes, and an answer of another kind is none', async () => {
  const clock = new TestClock();
  const silent = createHostVault(() => undefined, clock).open();
  const outcome = silent.then(() => 'opened', (error: unknown) => (error instanceof Error ? error.message : ''));
  clock.advance(120_000);
  expect(await outcome).toBe('the host does not answer');
  const wrong: VaultAnswer = { what: 'described', name: 'x' };
  const odd = createHostVault((message) => message.kind === 'vault' && queueMicrotask(() => odd.hear({ kind: 'vault', id: message.id, answer: wrong })), clock);
  await expect((await odd.open()).wrap(KEY)).rejects.toThrow('the host answers something else');
});
