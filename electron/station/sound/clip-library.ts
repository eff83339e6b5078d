// The clips as they lie in two folders: the shipped ones, and over them those that a commune has recorded itself. Looked at anew before each announcement, so that a dropped file is heard at the next call.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { OwnRecordings } from '../../../shared/contract/sound.ts';
import { CHIME, CLIPS, type ClipName } from '../../../shared/domain/call/spoken-call.ts';
import { isHelpClip, type HelpClip } from '../../../shared/domain/call/spoken-help.ts';
import { CLIP_RATE, shapeClip } from './clip-shape.ts';
import { readWav, UnusableRecording, type Sound } from './wav.ts';

type SkippedFile = OwnRecordings['skipped'][number];

/** Ten seconds of the largest format that is read, in bytes, with room for what recorders write beside the sound. */
const MOST_BYTES = 4_500_000;
/** Names on the health screen; more are a wrong folder. */
const MOST_SKIPPED = 20;

type Read = { readonly kind: 'sound'; readonly sound: Sound } | { readonly kind: 'fault'; readonly fault: SkippedFile['fault'] };
interface Known {
  readonly stamp: string;
  readonly read: Read;
}

/** The clips of both folders. Synchronous: it lives on a thread of its own, which may be kept waiting by a network folder. */
export class ClipLibrary {
  readonly #shippedFolder: string;
  readonly #shipped = new Map<string, Sound>();
  readonly #known = new Map<string, Known>();
  #own = new Map<string, Sound>();
  #stamps: readonly string[] = [];

  constructor(shippedFolder: string) {
    this.#shippedFolder = shippedFolder;
  }

  /** Looks at the own folder; only what has changed is read. */
  look(folder: string | null): OwnRecordings {
    this.#own = new Map();
    this.#stamps = [];
    if (folder === null) return { isThere: null, used: 0, skipped: [] };
    const names = namesIn(folder);
    if (names === null) return { isThere: false, used: 0, skipped: [] };
    const skipped: SkippedFile[] = [];
    for (const name of names) {
      const clip = path.parse(name).name.toLowerCase();
      const read: Read = isClip(clip) ? this.#read(path.join(folder, name)) : { kind: 'fault', fault: 'unknown-name' };
      if (read.kind === 'sound') this.#own.set(clip, read.sound);
      else if (skipped.length < MOST_SKIPPED) skipped.push({ file: name, fault: read.fault });
    }
    this.#stamps = names.map((name) => `${name} ${this.#known.get(path.join(folder, name))?.stamp ?? ''}`);
    return { isThere: true, used: this.#own.size, skipped };
  }

  /** Another text for another set of own clips. */
  stamp(): string {
    return [...this.#stamps].join(' ');
  }

  /** The commune's own clip, or the shipped one. Throws where the program itself is incomplete. */
  clip(name: ClipName | HelpClip | typeof CHIME): Sound {
    const own = this.#own.get(name);
    if (own !== undefined) return own;
    const shipped = this.#shipped.get(name) ?? readWav(readFileSync(path.join(this.#shippedFolder, `${name}.wav`)));
    if (shipped.rate !== CLIP_RATE) throw new Error(`the shipped clip ${name} has ${shipped.rate} samples a second`);
    this.#shipped.set(name, shipped);
    return shipped;
  }

  #read(file: string): Read {
    try {
      const { size, mtimeMs } = statSync(file);
      const stamp = `${size} ${mtimeMs}`;
      const known = this.#known.get(file);
      if (known?.stamp === stamp) return known.read;
      const read: Read = size > MOST_BYTES ? { kind: 'fault', fault: 'too-large' } : readShaped(readFileSync(file));
      this.#known.set(file, { stamp, read });
      return read;
    } catch {
      // Taken away in between, or not ours to read.
      return { kind: 'fault', fault: 'unreadable' };
    }
  }
}

function isClip(name: string): name is ClipName | HelpClip | typeof CHIME {
  return name === CHIME || CLIPS.has(name as ClipName) || isHelpClip(name);
}

/** WAV files in the order of their names, so that the same one of two twins ('A.wav', 'a.WAV') is used each time; null for a folder that cannot be read. */
function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder).filter((name) => name.toLowerCase().endsWith('.wav') && !name.startsWith('.')).toSorted();
  } catch {
    return null;
  }
}

function readShaped(bytes: Uint8Array): Read {
  try {
    return { kind: 'sound', sound: shapeClip(readWav(bytes)) };
  } catch (error) {
    if (error instanceof UnusableRecording) return { kind: 'fault', fault: error.fault };
    throw error;
  }
}
