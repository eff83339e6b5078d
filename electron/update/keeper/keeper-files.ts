// The keeper's files: its own state, what the program tells it, and how far the store had got. What another wrote is parsed as a stranger's.

import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { compareVersions } from '../../../shared/domain/update/version.ts';
import type { UpdateMachine } from '../../../shared/wire/updates.ts';
import { NotPlain, type Disk } from '../files/disk.ts';
import { readRecord, writeRecord } from '../files/record.ts';
import { lifeNoteSchema, orderSchema, storeMarkSchema, type LifeNote, type Order, type StoreMark, type UpdatePlaces } from '../notes.ts';
import { firstState, keeperStateSchema, type Installed, type KeeperState, type TrialTerms } from './plan.ts';

/** The mark beside the store; only its head is looked at. */
const MARK_FILE = 'high-water.json';
const MOST_MARK_BYTES = 256 * 1024;
const markFileSchema = z.object({ content: storeMarkSchema.loose() }).transform(({ content: { incarnation, seq, hash } }): StoreMark => ({ incarnation, seq, hash }));

export class KeeperFiles {
  readonly #disk: Disk;
  readonly #places: UpdatePlaces;
  /** Told once for each time that a record cannot be read, and not again until it can. */
  readonly #onUnreadable: (record: 'order' | 'life', error: unknown) => void;
  readonly #unreadable = new Set<string>();

  constructor(disk: Disk, places: UpdatePlaces, onUnreadable: (record: 'order' | 'life', error: unknown) => void) {
    this.#disk = disk;
    this.#places = places;
    this.#onUnreadable = onUnreadable;
  }

  /**
   * What was written last; what lies in place where nothing was, or where it is damaged, which is then said. Throws what the disk says: what cannot be read may be whole, and is not begun anew.
   * `byHand`: what a person installed last. Is that newer than what the keeper knows of, somebody went round it (`isPassed`), in whatever it was doing, and it begins anew there.
   */
  readState(machine: UpdateMachine, byHand: Installed, inPlace: () => Installed | null, at: EpochMs): { readonly state: KeeperState; readonly isPassed: boolean } {
    this.#disk.makeFolder(this.#places.keeper);
    const reading = readRecord(this.#disk, this.#places.state, keeperStateSchema);
    if (reading.kind === 'unreadable') throw reading.error;
    if (reading.kind === 'seen') {
      const { current, highestSequence, refused } = reading.content;
      const isPassed = compareVersions(byHand.version, current.version) > 0;
      return { isPassed, state: isPassed ? { ...firstState(machine, byHand), highestSequence: Math.max(highestSequence, byHand.sequence), refused } : { ...reading.content, machine } };
    }
    const first = firstState(machine, inPlace() ?? byHand);
    if (reading.kind === 'absent') return { state: first, isPassed: false };
    return { isPassed: false, state: { ...first, last: { kind: 'not-installed', version: first.current.version, reason: 'state-lost', detail: [], at } } };
  }

  writeState(state: KeeperState): void {
    writeRecord(this.#disk, this.#places.state, state);
  }

  order(): Order | null {
    return this.#read('order', orderSchema);
  }

  /** Durably: an order that came back with the power would be carried out, or refused, a second time. Ordinary users write beside it, so never a tree. */
  removeOrder(): void {
    this.#disk.removeFile(this.#places.order);
    this.#disk.syncNames(this.#places.folder);
  }

  /** What the program of this start says of itself. */
  lifeOf(start: string | null): LifeNote | null {
    const note = this.#read('life', lifeNoteSchema);
    return note !== null && note.start === start ? note : null;
  }

  #read<Schema extends z.ZodType>(record: 'order' | 'life', schema: Schema): z.output<Schema> | null {
    const reading = readRecord(this.#disk, this.#places[record], schema);
    if (reading.kind !== 'unreadable') this.#unreadable.delete(record);
    else if (!this.#unreadable.has(record)) {
      this.#unreadable.add(record);
      this.#onUnreadable(record, reading.error);
    }
    return reading.kind === 'seen' ? reading.content : null;
  }

  /** Tells the older version's station that it may bring back the copy from before the step. */
  allowCopy({ orderId, mark }: TrialTerms): void {
    if (mark !== null) writeRecord(this.#disk, this.#places.returned, { format: 1, orderId, mark });
  }

  /** Takes the leave back, with which nothing would be done: no older version's station is there to use it. */
  forbidCopy(): void {
    this.#disk.remove(this.#places.returned);
    this.#disk.syncNames(this.#places.keeper);
  }

  /** Null where it cannot be known; throws what the disk says. */
  markOf(dataFolder: string): StoreMark | null {
    try {
      const bytes = this.#disk.read(path.join(dataFolder, MARK_FILE), MOST_MARK_BYTES);
      return bytes === null ? null : markFileSchema.parse(JSON.parse(bytes.toString('utf8')));
    } catch (error) {
      if (error instanceof NotPlain || error instanceof SyntaxError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
}
