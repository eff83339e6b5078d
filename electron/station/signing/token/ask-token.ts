// Asks tokens through a process of its own for each question: a vendor's library that hangs, crashes or writes into our memory costs that process and nothing else.

import { spawn } from 'node:child_process';
import type { Clock } from '../../life/clock.ts';
import { type TokenAnswer, tokenAnswerSchema, type TokenQuestion } from './token-talk.ts';

/** A slow token signs in some seconds; the vendor's own window for the PIN, where it has keys, may take a minute. */
const LONGEST_MS = 90_000;
const MOST_ANSWER_CHARS = 2_000_000;

export interface TokenProcess {
  /** Node itself. */
  readonly program: string;
  readonly entry: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly longestMs?: number;
}

/** Never rejects: a process that dies or is too slow answers 'token.failed'. The PIN goes over a pipe, and is never an argument or a variable, which other programs can read. */
export async function askToken({ program, entry, environment, clock, longestMs = LONGEST_MS }: TokenProcess, question: TokenQuestion, signal?: AbortSignal): Promise<TokenAnswer> {
  const failed = (detail: string): TokenAnswer => ({ kind: 'failed', code: 'token.failed', detail, pin: null });
  const child = spawn(program, [entry], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'], env: environment, windowsHide: true });
  const done = new AbortController();
  try {
    return await new Promise<TokenAnswer>((resolve) => {
      let said = '';
      const answers = child.stdio[3];
      answers?.on('data', (piece: Buffer) => {
        said += piece.toString('latin1');
        if (said.length > MOST_ANSWER_CHARS) resolve(failed('too much said'));
      });
      // A process that has died takes no question; its end says so.
      for (const pipe of [child.stdin, answers]) pipe?.on('error', () => undefined);
      child.once('error', () => resolve(failed('not started')));
      child.once('close', (code, killedBy) => resolve(answerIn(said) ?? failed(`ended ${killedBy ?? String(code)}`)));
      clock.sleep(longestMs, done.signal).then(() => resolve(failed('too slow')), () => undefined);
      signal?.addEventListener('abort', () => resolve(failed('given up')), { once: true });
      child.stdin?.end(JSON.stringify(question));
    });
  } finally {
    done.abort();
    child.kill('SIGKILL');
  }
}

function answerIn(said: string): TokenAnswer | null {
  if (said === '') return null;
  try {
    return tokenAnswerSchema.parse(JSON.parse(Buffer.from(said, 'latin1').toString('utf8')));
  } catch {
    return null;
  }
}
