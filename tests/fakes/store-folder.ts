// A data folder with its key, for tests of the store itself.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface StoreFolder extends Disposable {
  readonly path: string;
  readonly key: Buffer;
}

export function storeFolder(): StoreFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-store-'));
  return { path: folder, key: Buffer.alloc(32, 7), [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
