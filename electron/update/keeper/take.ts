// Takes an ordered bundle into the keeper's own folder and verifies what lies there then: whoever may write the inbox cannot change it afterwards.

import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { MANIFEST_FILE, MAX_MANIFEST_BYTES, MAX_PAYLOAD_BYTES, PAYLOAD_FILE, type UpdateMachine, type UpdateManifest } from '../../../shared/wire/updates.ts';
import type { MakerKeys } from '../bundle/keys.ts';
import { faultFor, readSigned, type BundleFault } from '../bundle/verify.ts';
import { NotPlain, openPlain, type Disk } from '../files/disk.ts';
import type { UpdatePlaces } from '../notes.ts';
import type { Installed, KeeperState } from './plan.ts';
import { NoRoom, type TakenBundle } from './ports.ts';

/** Left free for the store, whatever comes. */
const RESERVE_BYTES = 512 * 1024 ** 2;
const PIECE_BYTES = 1024 ** 2;

/** Why an ordered bundle was not taken. */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';
  readonly fault: BundleFault | 'gone';
  constructor(fault: BundleFault | 'gone') {
    super(fault);
    this.fault = fault;
  }
}

export interface TakeParts {
  readonly disk: Disk;
  readonly places: UpdatePlaces;
  readonly keys: MakerKeys;
  readonly machine: UpdateMachine;
  /** Null where the clock cannot be believed. */
  readonly now: EpochMs | null;
  /** The true time is not before this; null where nothing is known of it. */
  readonly atLeast: EpochMs | null;
  /** Bytes left free for the store; half a gigabyte by default. */
  readonly reserveBytes?: number;
}

export interface Taken extends TakenBundle {
  readonly sha256: string;
  readonly manifest: UpdateManifest;
  readonly installed: Installed;
}

/** Throws `BundleRefused` or `NoRoom`; what was taken so far is garbage that the next order removes. */
export function takeBundle({ disk, places, keys, machine, now, atLeast, reserveBytes = RESERVE_BYTES }: TakeParts, bundleId: string, state: KeeperState): Taken {
  const inbox = path.join(places.inbox, bundleId);
  const own = path.join(places.taken, bundleId);
  disk.remove(places.taken);
  disk.makeFolder(own);
  const manifest = verified(readManifest(disk, path.join(inbox, MANIFEST_FILE)), keys, bundleId);
  // Which channel a machine listens to is the program's matter; here anything of the maker's for this machine is taken.
  const fault = faultFor(manifest.manifest, { target: { ...machine, channel: 'pilot' }, version: state.current.version, highestSequence: state.highestSequence, storeSchema: state.current.storeSchema, now, atLeast });
  if (fault !== null) throw new BundleRefused(fault);
  const { payload } = manifest.manifest;
  // Once as a payload here, once as a version; what lies in the inbox is there already.
  if (disk.freeBytes(places.taken) < payload.bytes + payload.installedBytes + reserveBytes) throw new NoRoom('the disk has no room for another version');
  const files = { manifestFile: path.join(own, MANIFEST_FILE), payloadFile: path.join(own, PAYLOAD_FILE) };
  disk.write(files.manifestFile, manifest.bytes);
  disk.syncFile(files.manifestFile);
  copyPayload(path.join(inbox, PAYLOAD_FILE), files.payloadFile, payload);
  disk.syncNames(own);
  disk.syncNames(places.taken);
  return { payloadFile: files.payloadFile, sha256: payload.sha256, manifest: manifest.manifest, installed: installedOf(manifest.manifest, bundleId) };
}

/** What a taken bundle is, read again after a restart: nothing of it is remembered elsewhere. */
export function takenAgain({ disk, places, keys }: Pick<TakeParts, 'disk' | 'places' | 'keys'>, bundleId: string): Taken | null {
  const own = path.join(places.taken, bundleId);
  const files = { manifestFile: path.join(own, MANIFEST_FILE), payloadFile: path.join(own, PAYLOAD_FILE) };
  try {
    const { manifest } = verified(readManifest(disk, files.manifestFile), keys, bundleId);
    if (hashOf(files.payloadFile, manifest.payload.bytes) !== manifest.payload.sha256) return null;
    return { payloadFile: files.payloadFile, sha256: manifest.payload.sha256, manifest, installed: installedOf(manifest, bundleId) };
  } catch (error) {
    if (error instanceof BundleRefused) return null;
    throw error;
  }
}

function installedOf({ version, sequence, store }: UpdateManifest, bundleId: string): Installed {
  return { version, sequence, storeSchema: store.to, folder: `${version}-${bundleId.slice(0, 8)}` };
}

function readManifest(disk: Disk, file: string): Buffer {
  try {
    const bytes = disk.read(file, MAX_MANIFEST_BYTES);
    if (bytes !== null) return bytes;
  } catch (error) {
    if (error instanceof NotPlain) throw new BundleRefused('malformed');
    throw error;
  }
  throw new BundleRefused('gone');
}

function verified(bytes: Buffer, keys: MakerKeys, bundleId: string): { readonly manifest: UpdateManifest; readonly bytes: Buffer } {
  const signed = readSigned(bytes, keys);
  if (signed.kind === 'refused') throw new BundleRefused(signed.fault);
  if (signed.id !== bundleId) throw new BundleRefused('malformed');
  return { manifest: signed.manifest, bytes };
}

function openPayload(file: string): { readonly descriptor: number; readonly size: number } {
  try {
    const opened = openPlain(file, MAX_PAYLOAD_BYTES);
    if (opened !== null) return opened;
  } catch (error) {
    if (error instanceof NotPlain) throw new BundleRefused('malformed');
    throw error;
  }
  throw new BundleRefused('gone');
}

/** Hashes what it writes: what was read before or after counts for nothing. */
function copyPayload(from: string, to: string, { bytes, sha256 }: UpdateManifest['payload']): void {
  const source = openPayload(from);
  try {
    if (source.size !== bytes) throw new BundleRefused('cut');
    const copy = openSync(to, 'w', 0o600);
    try {
      const hash = createHash('sha256');
      forEachPiece(source.descriptor, bytes, (piece) => {
        hash.update(piece);
        for (let written = 0; written < piece.length; ) written += writeSync(copy, piece, written);
      });
      if (hash.digest('hex') !== sha256) throw new BundleRefused('wrong-hash');
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) throw new NoRoom('the disk is full', { cause: error });
    throw error;
  } finally {
    closeSync(source.descriptor);
  }
}

/** SHA-256 of a file of that size; '' for one of another size. Throws `BundleRefused` for what is no plain file. */
export function hashOf(file: string, bytes: number): string {
  const { descriptor, size } = openPayload(file);
  try {
    if (size !== bytes) return '';
    const hash = createHash('sha256');
    forEachPiece(descriptor, bytes, (piece) => void hash.update(piece));
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

function forEachPiece(descriptor: number, bytes: number, take: (piece: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  for (let at = 0; at < bytes; ) {
    const got = readSync(descriptor, buffer, 0, Math.min(PIECE_BYTES, bytes - at), at);
    if (got === 0) throw new BundleRefused('cut');
    take(buffer.subarray(0, got));
    at += got;
  }
}
