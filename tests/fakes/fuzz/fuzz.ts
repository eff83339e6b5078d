// Strange inputs for a parser, by the hundred thousand: what is thrown fails, and so does work that grows faster than the inputs, counted by the engine and timed by nobody.

import { Session } from 'node:inspector';
import { runInThisContext } from 'node:vm';

/** A parser with the inputs that are made for it. */
export interface Fuzz {
  readonly name: string;
  /** Blocks of code that one input may take, and each of its bytes or characters beside it: about four times what is seen. */
  readonly most: { readonly perInput: number; readonly perByte: number };
  /**
   * Hands the parser so many inputs, the same ones at every run.
   * @param took is told the size of each
   * @throws Error that says what the parser made of one that it should not have
   */
  play(inputs: number, took: (bytes: number) => void): void;
}

/** Counted together: asking the engine for each input would take longer than the inputs. */
const BATCH = 100;
/** Ends a parser that does not come back at all; far above what a busy machine needs. */
const LONGEST_MS_PER_INPUT = 20;
const COUNTED = /\/(?:shared|electron)\/|\/fast-xml-parser\//;

/**
 * Plays it and returns the largest share of its limit that any hundred inputs took.
 * @throws Error for a fault of the parser, for too much work, and for one that hangs
 */
export function playCounted({ play, most }: Fuzz, inputs: number): number {
  using session = new CountedWork();
  let worst = 0;
  let [count, bytes] = [0, 0];
  const judge = (): void => {
    const work = session.take();
    const share = work / (count * most.perInput + bytes * most.perByte);
    if (share > 1) throw new Error(`${work} blocks of code for ${count} inputs of ${bytes} bytes together`);
    worst = Math.max(worst, share);
    [count, bytes] = [0, 0];
  };
  endless(60_000 + inputs * LONGEST_MS_PER_INPUT, () => play(inputs, (size) => {
    count += 1;
    bytes += size;
    if (count === BATCH) judge();
  }));
  if (count > 0) judge();
  return worst;
}

/** Runs `work` as code that the engine ends after `ms`. */
function endless(ms: number, work: () => void): void {
  const place = globalThis as { workOfFuzz?: () => void };
  place.workOfFuzz = work;
  runInThisContext('workOfFuzz()', { timeout: ms });
  delete place.workOfFuzz;
}

/** The engine's own counters of the blocks of code that ran, in the program and in the XML library that it uses. */
class CountedWork implements Disposable {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many since the last time. */
  take(): number {
    let blocks = 0;
    this.#session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
      for (const { url, functions } of result) {
        if (!COUNTED.test(url)) continue;
        for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
      }
    });
    return blocks;
  }

  [Symbol.dispose](): void {
    this.#session.disconnect();
  }
}
