// Brings a bundle into the inbox: manifest first, then the payload piece by piece, kept over broken lines and restarts, and never onto the last of the disk.

import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_FILE, PAYLOAD_FILE, type SignedManifest } from '../../../shared/wire/updates.ts';
import { machineDisk, replaceFile } from '../files/disk.ts';
import type { PayloadPart } from './http-source.ts';
import { FetchStopped } from './trouble.ts';

/** What stays free for the store, in bytes: below it nothing is scanned any more. */
export const STORE_ROOM_BYTES = 1024 ** 3 + 256 * 1024 ** 2;
/** The disk is asked again for its room after so many bytes, and what came is made durable. */
const LOOK_BYTES = 8 * 1024 ** 2;
const PART_FILE = `${PAYLOAD_FILE}.part`;

export interface DownloadParts {
  readonly inbox: string;
  readonly bundleId: string;
  readonly signed: SignedManifest;
  readonly read: (from: number, signal: AbortSignal) => Promise<PayloadPart>;
  readonly signal: AbortSignal;
  readonly onBytes: (received: number) => void;
  /** Free bytes of the inbox's disk; the disk's own word by default. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Returns when the whole payload lies there durably; whether it is the right one is looked at afterwards. Throws `FetchStopped`, or what line or disk throw: what has arrived stays. */
export async function download({ inbox, bundleId, signed, read, signal, onBytes, freeBytes = freeOf }: DownloadParts): Promise<void> {
  const folder = path.join(inbox, bundleId);
  const { bytes, installedBytes } = signed.manifest.payload;
  await mkdir(folder, { recursive: true });
  if (await isWhole(path.join(folder, PAYLOAD_FILE), bytes)) return onBytes(bytes);
  replaceFile(machineDisk, path.join(folder, MANIFEST_FILE), JSON.stringify(signed));
  const part = path.join(folder, PART_FILE);
  const there = Math.min((await stat(part).catch(() => null))?.size ?? 0, bytes);
  // The rest of it, the keeper's own copy, the version itself, and the store's room.
  const room = async (received: number): Promise<void> => {
    if ((await freeBytes(folder)) < bytes - received + bytes + installedBytes + STORE_ROOM_BYTES) throw new FetchStopped('no-room');
  };
  await room(there);
  onBytes(there);
  if (there < bytes) await receive({ part, there, bytes, read, signal, onBytes, room });
  await rename(part, path.join(folder, PAYLOAD_FILE));
  machineDisk.syncNames(folder);
  onBytes(bytes);
}

interface Receiving extends Pick<DownloadParts, 'read' | 'signal' | 'onBytes'> {
  readonly part: string;
  readonly there: number;
  readonly bytes: number;
  readonly room: (received: number) => Promise<void>;
}

async function receive({ part, there, bytes, read, signal, onBytes, room }: Receiving): Promise<void> {
  const source = await read(there, signal);
  await using file = await open(part, source.from === 0 ? 'w' : 'r+');
  let received = source.from;
  let looked = received;
  try {
    for await (const piece of source.bytes) {
      // A source that sends more than was signed for is not listened to any further.
      if (received + piece.length > bytes) throw new FetchStopped('portal');
      await file.write(piece, 0, piece.length, received);
      received += piece.length;
      if (received - looked < LOOK_BYTES) continue;
      looked = received;
      await file.sync();
      onBytes(received);
      await room(received);
    }
  } finally {
    await file.sync();
    onBytes(received);
  }
  if (received < bytes) throw new FetchStopped('unreachable');
}

async function isWhole(file: string, bytes: number): Promise<boolean> {
  return (await stat(file).catch(() => null))?.size === bytes;
}

/** A folder's payload as a source, for a USB stick: copied as carefully as what comes over a line. */
export function folderPart(folder: string): DownloadParts['read'] {
  return (from) => Promise.resolve({ from, bytes: createReadStream(path.join(folder, PAYLOAD_FILE), { start: from }) as AsyncIterable<Uint8Array> });
}

/** Removes a bundle that turned out to be none, so that it can be fetched anew. */
export async function forgetBundle(inbox: string, bundleId: string): Promise<void> {
  await rm(path.join(inbox, bundleId), { recursive: true, force: true });
}

/** Removes bundles that nobody waits for any more. Returns how many. */
export async function tidyInbox(inbox: string, keep: readonly string[]): Promise<number> {
  const names = (await readdir(inbox).catch(() => [])).filter((name) => !keep.includes(name));
  for (const name of names) await rm(path.join(inbox, name), { recursive: true, force: true });
  return names.length;
}
