// What the shell remembers over restarts, in one small file: where each window belongs, and how often a wrong PIN was tried. Read as if a stranger had written it.

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { epochMsSchema } from '../../shared/contract/primitives.ts';
import { writeWhole } from '../link/write-whole.ts';
import { renameDurably } from '../station/life/keys/write-once.ts';
import { areaSchema, displayMarkSchema } from './display-arrangement.ts';

const FILE = 'shell-state.json';
/** A larger file is not ours, in bytes. */
const MOST_BYTES = 262_144;

const memorySchema = z.strictObject({
  version: z.literal(1),
  /** By window id. `bounds` is where an officer left the window. */
  windows: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), z.strictObject({ mark: displayMarkSchema, bounds: areaSchema.nullable() })),
  /** Wrong PINs in a row, and until when none is taken. */
  pin: z.strictObject({ wrong: z.int().min(0).max(1_000_000), until: epochMsSchema }),
});
type Remembered = z.infer<typeof memorySchema>;
export type WindowMemory = Remembered['windows'][string];
export type PinMemory = Remembered['pin'];

const nothing: Remembered = { version: 1, windows: {}, pin: { wrong: 0, until: epochMsSchema.parse(0) } };

/** The file's content in memory; every change is on the disk before the call returns, or is told to `onUnsaved`. */
export class ShellMemory {
  readonly #file: string;
  readonly #onUnsaved: (error: unknown) => void;
  #held: Remembered;

  /** Reads the file below `dataFolder`. One that cannot be read is put aside whole, and everything begins anew: places are found again by themselves. */
  constructor(dataFolder: string, onUnsaved: (error: unknown) => void) {
    this.#file = path.join(dataFolder, FILE);
    this.#onUnsaved = onUnsaved;
    const read = readMemory(this.#file);
    if (read === 'damaged') this.#try(() => renameDurably(this.#file, `${this.#file}.damaged`));
    this.#held = read === 'damaged' || read === 'none' ? nothing : read;
  }

  windowOf(windowId: string): WindowMemory | null {
    return Object.hasOwn(this.#held.windows, windowId) ? (this.#held.windows[windowId] ?? null) : null;
  }

  get pin(): PinMemory {
    return this.#held.pin;
  }

  keepWindow(windowId: string, memory: WindowMemory): void {
    if (JSON.stringify(this.windowOf(windowId)) === JSON.stringify(memory)) return;
    this.#keep({ ...this.#held, windows: { ...this.#held.windows, [windowId]: memory } });
  }

  keepPin(pin: PinMemory): void {
    this.#keep({ ...this.#held, pin });
  }

  #keep(next: Remembered): void {
    this.#held = next;
    this.#try(() => writeWhole(this.#file, JSON.stringify(next)));
  }

  #try(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#onUnsaved(error);
    }
  }
}

function readMemory(file: string): Remembered | 'none' | 'damaged' {
  try {
    if (!existsSync(file)) return 'none';
    if (statSync(file).size > MOST_BYTES) return 'damaged';
    return memorySchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? 'damaged';
  } catch {
    // Cut by a power failure of an older program, or not ours.
    return 'damaged';
  }
}
