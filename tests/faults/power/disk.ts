// A disk that loses power: what was synced is there, of the rest each 512-byte sector is there or not, as chance has it.

import type { Chance } from '../../morning/chance.ts';
import type { Step } from './trace.ts';

const SECTOR = 512;

interface Held {
  /** As the disk surely has it. */
  synced: Buffer;
  /** What was asked of it since, in order. */
  readonly pending: (Extract<Step, { kind: 'wrote' | 'cut' }>)[];
}

/** Follows a trace step by step; at any moment it can say what a power cut might leave. Names (making, renaming, removing) count as durable at once: only what is in the files is modelled. */
export class CutDisk {
  readonly #files = new Map<string, Held>();

  take(step: Step): void {
    switch (step.kind) {
      case 'made': {
        const held = this.#files.get(step.path);
        if (held === undefined) this.#files.set(step.path, { synced: Buffer.alloc(0), pending: [] });
        else if (step.isEmptied) held.pending.push({ kind: 'cut', path: step.path, length: 0 });
        return;
      }
      case 'wrote':
      case 'cut': {
        const held = this.#files.get(step.path) ?? { synced: Buffer.alloc(0), pending: [] };
        held.pending.push(step);
        this.#files.set(step.path, held);
        return;
      }
      case 'synced': {
        const held = this.#files.get(step.path);
        if (held === undefined) return;
        for (const one of held.pending) held.synced = applied(held.synced, one, null);
        held.pending.length = 0;
        return;
      }
      case 'renamed':
      case 'linked': {
        const held = this.#files.get(step.from);
        if (held !== undefined) this.#files.set(step.to, held);
        if (step.kind === 'renamed') this.#files.delete(step.from);
        return;
      }
      case 'removed':
        this.#files.delete(step.path);
        return;
      case 'said':
        return;
    }
  }

  /** The files as a power cut at this moment may leave them. */
  afterCut(chance: Chance): ReadonlyMap<string, Buffer> {
    return new Map(
      [...this.#files].map(([path, { synced, pending }]) => [path, pending.reduce<Buffer>((bytes, one) => applied(bytes, one, chance), Buffer.from(synced))] as const),
    );
  }
}

/** One change on top of `bytes`; with a chance, sector by sector or not at all. A file that grew without its bytes reads as zeros there. */
function applied(bytes: Buffer, step: Extract<Step, { kind: 'wrote' | 'cut' }>, chance: Chance | null): Buffer {
  if (step.kind === 'cut') {
    if (chance !== null && chance.is(0.5)) return bytes;
    return step.length <= bytes.length ? Buffer.from(bytes.subarray(0, step.length)) : Buffer.concat([bytes, Buffer.alloc(step.length - bytes.length)]);
  }
  const end = step.at + step.bytes.length;
  let result = bytes;
  const grow = (length: number): void => {
    if (result.length < length) result = Buffer.concat([result, Buffer.alloc(length - result.length)]);
  };
  if (chance === null) {
    grow(end);
    step.bytes.copy(result, step.at);
    return result;
  }
  // Mostly some of it; at times all or nothing, which a single coin a sector would hardly ever give.
  const share = chance.pick([0, 0.5, 0.5, 0.9, 1]);
  for (let from = 0; from < step.bytes.length; from += SECTOR) {
    const part = step.bytes.subarray(from, Math.min(from + SECTOR, step.bytes.length));
    if (!chance.is(share)) continue;
    grow(step.at + from + part.length);
    part.copy(result, step.at + from);
  }
  return result;
}
