// A data folder with its key, for tests of the store itself.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface StoreFolder extends Disposable {
  readonly path: string;
  readonly key: Buffer;
}

/** The data folder, and another for what is copied out of it. */
export interface StoreAndCopies extends StoreFolder {
  readonly copies: string;
}

export function storeFolder(): StoreFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-store-'));
  return { path: folder, key: Buffer.alloc(32, 7), [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

export function storeAndCopies(): StoreAndCopies {
  const store = storeFolder();
  const copies = mkdtempSync(path.join(tmpdir(), 'mot-cua-copies-'));
  return {
    path: store.path, key: store.key, copies,
    [Symbol.dispose]: () => {
      store[Symbol.dispose]();
      rmSync(copies, { recursive: true });
    },
  };
}
