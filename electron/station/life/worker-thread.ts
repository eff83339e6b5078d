// A thread of the station's own that answers one question at a time: started when it is first needed, and again after it has died.

import type { Transferable, Worker } from 'node:worker_threads';
import { LineEnd } from '../../../shared/base/line-end.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Clock } from './clock.ts';

export interface ThreadParts<Answer> {
  /** Starts the thread anew. */
  readonly start: () => Worker;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Reads an answer; a thread whose answer it throws at is ended. */
  readonly parse: (said: unknown) => Answer;
  /** Longest time for one answer, the start of the thread included, in ms. */
  readonly longestMs: number;
  /** After so long without a question the thread is ended and its memory given back; the next question starts it again. */
  readonly restMs: number;
}

/** What a thread's JavaScript may take, in MB: enough for every one of ours, and little enough that it tidies up before it grows. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 48 } as const;

/** How long a question waits for the thread before it to be gone, in ms. */
const LEAVE_MS = 2_000;

/** The thread, whether it runs at the moment or not. */
export interface WorkerThread<Answer> extends AsyncDisposable {
  /** Starts the thread ahead of its first question. */
  warm(): void;
  /** Rejects if the thread dies, is too slow, or answers nonsense; the next question finds a new one. While an ended thread hangs in a call of the system no other is started, and every question rejects. A station that stops refuses 'station.unreachable'. */
  ask(question: unknown, give?: readonly Transferable[]): Promise<Answer>;
}

export function createWorkerThread<Answer>({ start, clock, parse, longestMs, restMs }: ThreadParts<Answer>): WorkerThread<Answer> {
  let turn: Promise<unknown> = Promise.resolve();
  let worker: Worker | null = null;
  let rest = new AbortController();
  let isOver = false;
  /** Of the thread that was ended last and may still be held by a call of the system: one started beside it would only come to hang there too. */
  let leaving: LineEnd | null = null;
  let hangs = false;

  const endThread = (thread: Worker): void => {
    if (worker === thread) worker = null;
    // One that has already gone says no 'exit' any more.
    if (thread.threadId === -1) return;
    leaving = new LineEnd(new Promise((resolve) => void thread.once('exit', () => {
      leaving = null;
      hangs = false;
      resolve();
    })));
    void thread.terminate();
  };

  /** Rejects if the thread that was ended last does not go; at once if it did not go before either. */
  const hasLeft = async (): Promise<void> => {
    if (leaving === null) return;
    const done = new AbortController();
    if (!hangs) hangs = await leaving.orEnd(clock.sleep(LEAVE_MS, done.signal).then(() => true, () => true), false).finally(() => done.abort());
    if (hangs || isOver) throw new Error('the thread before has not gone');
  };

  /** Ends the thread if nothing is asked of it for a while. */
  const restAfterWork = (): void => {
    if (isOver) return;
    rest = new AbortController();
    const { signal } = rest;
    const thread = worker;
    clock.sleep(restMs, signal).then(() => {
      if (thread !== null) endThread(thread);
    }, () => undefined);
  };

  /** The living thread; its end is heard at once, and each question hears of it too. */
  const living = (): Worker => {
    if (worker !== null) return worker;
    const started = start();
    // Without a listener an error of the thread would end the station; the question that it was for rejects with it.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    // It waits for work for as long as the station lives, and keeps nothing alive by itself.
    started.unref();
    worker = started;
    return started;
  };

  const askOn = async (thread: Worker, question: unknown, give: readonly Transferable[]): Promise<Answer> => {
    const done = new AbortController();
    try {
      const said = await new Promise<unknown>((resolve, reject) => {
        const ended = (): void => reject(isOver ? new Refusal('station.unreachable') : new Error('the thread has ended'));
        thread.once('message', resolve).once('error', reject).once('exit', ended);
        done.signal.addEventListener('abort', () => void thread.off('message', resolve).off('error', reject).off('exit', ended));
        clock.sleep(longestMs, done.signal).then(() => reject(new Error(`no answer within ${longestMs} ms`)), () => undefined);
        thread.postMessage(question, give);
      });
      return parse(said);
    } catch (error) {
      // An answer that comes later must not be taken for the next one's.
      endThread(thread);
      throw error;
    } finally {
      done.abort();
    }
  };

  return {
    warm: () => {
      if (leaving === null) living();
    },
    ask: (question, give = []) => {
      const answered = turn.then(async () => {
        rest.abort();
        await hasLeft();
        if (isOver) throw new Refusal('station.unreachable');
        return await askOn(living(), question, give);
      });
      turn = answered.catch(() => undefined).then(restAfterWork);
      return answered;
    },
    [Symbol.asyncDispose]: async () => {
      isOver = true;
      rest.abort();
      await worker?.terminate();
    },
  };
}
