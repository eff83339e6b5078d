// The data key of this machine and its wraps: found at the start, proven against the store, wrapped anew only after that; nothing that fails is ever deleted or written over.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../../../shared/base/must.ts';
import { MissingKey, RefusedKey, type KeyNote, type KnownWrap, type Proof, type WrapState } from './key-state.ts';
import { bytesOf, keyIdOf, openByPassphrase, sealByPassphrase, sealByVault, sealForRecovery } from './seal.ts';
import type { KeyVault } from './vault.ts';
import { areKeysPrivate, asideName, hasNoKeys, KEY_BYTES, KEY_FILE, KEYS_FOLDER, nextName, readWraps, type WrapFile } from './wrap-file.ts';
import { renameDurably, writeOnce } from './write-once.ts';

export interface KeyRingParts {
  /** The data folder. */
  readonly folder: string;
  readonly vault: KeyVault;
  /** The city's raw X25519 public key, or null. */
  readonly recoveryKey: Uint8Array | null;
  readonly place: { readonly commune: string; readonly station: string };
  readonly prove: (key: Uint8Array) => Proof;
}

/** Says that a store was opened here once: from then on an empty folder is a loss and not a beginning. */
const STORE_KNOWN = `${KEYS_FOLDER}/store-known`;

/** One machine's key. `find`, then open the store, then `secure`. */
export class KeyRing {
  readonly #parts: KeyRingParts;
  readonly #states = new Map<string, WrapState>();
  #given: Uint8Array | null = null;
  #found: Uint8Array | null = null;
  #isStale = false;

  constructor(parts: KeyRingParts) {
    this.#parts = parts;
  }

  get vault(): Pick<KeyVault, 'kind' | 'name'> {
    return this.#parts.vault;
  }

  /** The 32-byte key that opens the store; made and wrapped only where nothing was before. Throws `MissingKey`, `RefusedKey`. */
  async find(): Promise<Uint8Array> {
    const { folder } = this.#parts;
    // The findings of the search that failed before stay: they say which wraps are to be set aside.
    if (this.#given !== null && this.#isProven(this.#given)) return (this.#found = this.#given);
    this.#states.clear();
    if (hasNoKeys(folder) && this.#parts.prove(new Uint8Array(KEY_BYTES)) === 'absent') return (this.#found = await this.#make());
    let hasKey = this.#given !== null;
    for (const file of readWraps(folder)) {
      const key = await this.#open(file);
      if (key === null) continue;
      hasKey = true;
      if (this.#isProven(key)) {
        this.#states.set(file.name, 'opens');
        return (this.#found = key);
      }
      this.#states.set(file.name, 'other-store');
    }
    if (hasKey) throw new RefusedKey('the store does not open with the key of this folder, or is gone');
    throw new MissingKey('no wrap in this folder gives the key');
  }

  /** After the store was opened with the key that was found: what wraps are lacking is written. A wrap that cannot be written is a note, not the end of a start. */
  async secure(): Promise<readonly KeyNote[]> {
    const { folder, recoveryKey, place } = this.#parts;
    const key = must(this.#found, 'the key was found before it is secured');
    const notes: KeyNote[] = [];
    if (!existsSync(path.join(folder, STORE_KNOWN))) this.#note(notes, STORE_KNOWN, 'first store', () => this.#write(STORE_KNOWN, Buffer.from(`${keyIdOf(key)}\n`)));
    const wraps = readWraps(folder);
    const own = wraps.filter(({ kind }) => kind === this.#ownKind);
    if (this.#isStale || !own.some(({ name }) => this.#states.get(name) === 'opens')) await this.#wrapByVault(key, own, notes);
    const isSealedForCity = ({ content }: WrapFile): boolean =>
      content.kind === 'wrap' && content.wrap.kind === 'recovery' && content.wrap.keyId === keyIdOf(key) && recoveryKey !== null && content.wrap.recipient === Buffer.from(recoveryKey).toString('base64');
    if (recoveryKey !== null && !wraps.some(isSealedForCity)) {
      const name = nextName(folder, 'recovery');
      this.#note(notes, name, 'recovery key', () => this.#write(name, bytesOf(sealForRecovery(key, recoveryKey, place))));
    }
    return notes;
  }

  /** Keys that this folder's wraps and people gave, whether the store opens with them or not: a copy of the store may. */
  async candidates(): Promise<readonly Uint8Array[]> {
    const keys = this.#given === null ? [] : [this.#given];
    for (const file of readWraps(this.#parts.folder)) {
      const key = await this.#open(file);
      if (key !== null) keys.push(key);
    }
    return keys;
  }

  /** Tries a key that a person brings. 'opens': `find` gives it now. 'known': it is this folder's key and the store is damaged. 'wrong' changes nothing. */
  give(key: Uint8Array): 'opens' | 'known' | 'wrong' {
    const isKnown = (): boolean => readWraps(this.#parts.folder).some(({ content }) => content.kind === 'wrap' && content.wrap.keyId === keyIdOf(key));
    const outcome = key.length !== KEY_BYTES ? 'wrong' : this.#parts.prove(key) === 'opens' ? 'opens' : isKnown() ? 'known' : 'wrong';
    if (outcome !== 'wrong') this.#given = key;
    return outcome;
  }

  /** Tries a person's passphrase on every wrap by passphrase; as `give`. */
  async givePassphrase(passphrase: string): Promise<'opens' | 'known' | 'wrong'> {
    let best: 'known' | 'wrong' = 'wrong';
    for (const { content } of readWraps(this.#parts.folder)) {
      if (content.kind !== 'wrap' || content.wrap.kind !== 'passphrase') continue;
      const key = await openByPassphrase(content.wrap, passphrase);
      const outcome = key !== null && keyIdOf(key) === content.wrap.keyId ? this.give(key) : 'wrong';
      if (outcome === 'opens') return outcome;
      if (outcome === 'known') best = outcome;
    }
    return best;
  }

  /** Wraps the key by a passphrase from now on; earlier ones are set aside and asked for no more. */
  async setPassphrase(passphrase: string): Promise<void> {
    const { folder } = this.#parts;
    const earlier = readWraps(folder).filter(({ kind }) => kind === 'passphrase');
    const name = nextName(folder, 'passphrase');
    this.#write(name, bytesOf(await sealByPassphrase(must(this.#found, 'the store is open'), passphrase)));
    for (const file of earlier) renameDurably(path.join(folder, file.name), path.join(folder, asideName(folder, file.name, 'retired')));
  }

  /** Every wrap and how it turned out at the last look. */
  read(): readonly KnownWrap[] {
    return readWraps(this.#parts.folder).map(({ name, kind, content }) => ({
      name, kind, state: this.#states.get(name) ?? (content.kind === 'damaged' || content.kind === 'newer' ? content.kind : 'asks'),
    }));
  }

  isPrivate(): boolean {
    return areKeysPrivate(this.#parts.folder);
  }

  get #ownKind(): 'file' | 'vault' {
    return this.#parts.vault.kind === 'file' ? 'file' : 'vault';
  }

  /** A store that holds nothing proves nothing; it is taken only where none was ever opened. */
  #isProven(key: Uint8Array): boolean {
    const proof = this.#parts.prove(key);
    return proof === 'opens' || (proof !== 'refused' && !existsSync(path.join(this.#parts.folder, STORE_KNOWN)));
  }

  async #make(): Promise<Uint8Array> {
    const key = randomBytes(KEY_BYTES);
    const name = this.#ownName();
    this.#write(name, await sealByVault(this.#parts.vault, key).catch((cause: unknown) => {
      throw new MissingKey('the vault takes no key', { cause });
    }));
    this.#states.set(name, 'opens');
    return key;
  }

  /** The key in a wrap that needs no person; null, and its state, when it gives none. */
  async #open({ name, content }: WrapFile): Promise<Uint8Array | null> {
    if (content.kind === 'key') return content.key;
    if (content.kind !== 'wrap') {
      this.#states.set(name, content.kind);
      return null;
    }
    if (content.wrap.kind !== 'vault') return null;
    // Why a vault does not open tells nobody more than that it does not: the wrap's state is the finding.
    const opened = this.#parts.vault.kind === 'os' ? await this.#parts.vault.unwrap(Buffer.from(content.wrap.sealed, 'base64')).catch(() => null) : null;
    if (opened?.key.length === KEY_BYTES && keyIdOf(opened.key) === content.wrap.keyId) {
      this.#isStale = opened.isStale;
      return opened.key;
    }
    this.#states.set(name, 'refused');
    return null;
  }

  async #wrapByVault(key: Uint8Array, own: readonly WrapFile[], notes: KeyNote[]): Promise<void> {
    const { folder } = this.#parts;
    try {
      const sealed = await sealByVault(this.#parts.vault, key);
      // Only after a person's act, and only what was found to fail: a newer program's wrap stays where that program looks for it.
      const failed = this.#given === null ? [] : own.filter(({ content }) => content.kind !== 'newer');
      for (const { name } of failed) {
        const aside = asideName(folder, name, 'failed');
        renameDurably(path.join(folder, name), path.join(folder, aside));
        notes.push({ what: 'set-aside', name: aside, reason: this.#states.get(name) ?? 'not tried' });
      }
      const name = this.#ownName();
      this.#write(name, sealed);
      this.#states.set(name, 'opens');
      notes.push({ what: 'written', name, reason: this.#parts.vault.name });
    } catch (error) {
      notes.push({ what: 'not-written', name: this.#ownKind, reason: error instanceof Error ? error.name : typeof error });
    }
  }

  #ownName(): string {
    return this.#ownKind === 'file' ? KEY_FILE : nextName(this.#parts.folder, 'vault');
  }

  #write(name: string, bytes: Uint8Array): void {
    writeOnce(path.join(this.#parts.folder, name), bytes);
  }

  #note(notes: KeyNote[], name: string, reason: string, work: () => void): void {
    try {
      work();
      notes.push({ what: 'written', name, reason });
    } catch (error) {
      notes.push({ what: 'not-written', name, reason: error instanceof Error ? error.name : typeof error });
    }
  }
}
