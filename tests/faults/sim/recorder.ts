// Writes down what happens in a history while it happens.

import { z } from 'zod';
import type { Ack, HistoryRecord, MadeEvent, Print, Pull, SeenEvent } from './record.ts';
import type { World } from './world.ts';

const printedWords = z.object({ what: z.enum(['ticket', 'receipt', 'fee-receipt']), paper: z.string() });
const ticketPaper = z.object({ number: z.string() });
const receiptPaper = z.object({ qr: z.string() });
const feePaper = z.object({ volume: z.string(), number: z.string() });

export class Recorder {
  readonly acks: Ack[] = [];
  readonly prints: Print[] = [];
  readonly pulls: Pull[] = [];
  readonly bugs: string[] = [];
  readonly old: HistoryRecord['old'][number][] = [];
  readonly poison: string[] = [];
  readonly rotten: string[] = [];
  readonly #made = new Map<string, MadeEvent>();
  readonly #lastSeen = new Map<string, number>();
  readonly #unacked = new Map<string, string[]>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  get made(): readonly MadeEvent[] {
    return [...this.#made.values()];
  }

  /** Reads what is new in a station's log. Gives the operations that no answer has promised yet. */
  saw(station: string, life: string, read: (after: number) => readonly SeenEvent[]): readonly string[] {
    const waiting = this.#unacked.get(station) ?? [];
    for (const event of read(this.#lastSeen.get(life) ?? 0)) {
      this.#lastSeen.set(life, event.seq);
      const key = `${event.opId}/${event.incarnation}/${event.seq}`;
      if (this.#made.has(key)) continue;
      this.#made.set(key, { ...event, seenAt: this.#world.now, life });
      this.#world.trace(`${life} writes ${event.seq} ${event.type} ${event.hash}`);
      waiting.push(event.opId);
    }
    this.#unacked.set(station, waiting);
    return waiting;
  }

  /** An answer came: everything that stands in the log is promised. */
  acked(station: string, command: string, requestId: string, opIds: readonly string[], output: unknown): void {
    this.acks.push({ at: this.#world.now, station, command, requestId, opIds: [...opIds], output });
    this.#unacked.set(station, []);
    this.#world.trace(`${station} answers ${command} ${JSON.stringify(output)}`);
  }

  printed(station: string, words: unknown): void {
    const { what, paper } = printedWords.parse(words);
    const of = readers[what](JSON.parse(paper));
    this.prints.push({ at: this.#world.now, station, what, of });
    this.#world.trace(`${station} prints ${of}`);
  }

  pulled(pull: Pull): void {
    this.pulls.push(pull);
    this.#world.trace(`${pull.life} hears ${pull.numbers.join()} after ${pull.after}`);
  }

  bug(words: string): void {
    this.bugs.push(words);
    this.#world.trace(`bug ${words.split('\n')[0] ?? ''}`);
  }
}

/** The dossier's id out of a receipt's code: 32 digits without their dashes. */
function dossierOf(qr: string): string {
  const digits = /[0-9A-F]{32}/.exec(qr)?.[0].toLowerCase() ?? '';
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const readers: Readonly<Record<Print['what'], (paper: unknown) => string>> = {
  ticket: (paper) => ticketPaper.parse(paper).number,
  receipt: (paper) => dossierOf(receiptPaper.parse(paper).qr),
  'fee-receipt': (paper) => {
    const { volume, number } = feePaper.parse(paper);
    return receiptOf({ volume, number: Number(number) });
  },
};

/** A number out of a book, as prints and events name it. */
export function receiptOf({ volume, number }: { readonly volume: string; readonly number: number }): string {
  return `${volume} ${number}`;
}
