// The line to one eSCL scanner: questions with their limits, failures as the refusals they mean, and the patience that a busy scanner needs.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { DeviceClock, ScannerCode, ScanOptions } from '../ports.ts';
import { parseCapabilities, type EsclCapabilities } from './capabilities.ts';
import { exchange, type EsclExchange } from './http-pipe.ts';
import { parseStatus, troubleOf, type EsclStatus } from './messages.ts';

export interface EsclTimes {
  /** How long a scanner may be busy or warm up before it is given up. */
  readonly busyMs: number;
  readonly retryMs: number;
  /** How long "no more pages" is doubted while the scanner is not clearly at its end: some say it too early. */
  readonly doubtMs: number;
  /** Longest silence while a page is awaited. */
  readonly hangMs: number;
  /** Longest silence of any other answer. */
  readonly answerMs: number;
  readonly pollMs: number;
}

const LARGEST_PAGE = 32 * 1024 * 1024;
const LARGEST_MESSAGE = 256 * 1024;
/** A page that takes longer in all never ends. */
const LONGEST_PAGE_MS = 10 * 60_000;

export type EsclAnswer = Extract<EsclExchange, { kind: 'answer' }>;

export class EsclLine {
  readonly root: URL;
  readonly times: EsclTimes;
  readonly #certificate: string | null;
  readonly #clock: DeviceClock;

  /** `root` ends with a slash; `certificate` as the settings name it. */
  constructor(root: URL, certificate: string | null, times: EsclTimes, clock: DeviceClock) {
    this.root = root;
    this.times = times;
    this.#certificate = certificate;
    this.#clock = clock;
  }

  /** Asks once and never throws. */
  async ask(method: 'GET' | 'POST' | 'DELETE', where: string | URL, signal?: AbortSignal, body?: string): Promise<EsclExchange> {
    const isPage = typeof where !== 'string' && method === 'GET';
    return await exchange({
      method, url: typeof where === 'string' ? new URL(where, this.root) : where, signal, certificate: this.#certificate, ...(body === undefined ? {} : { body }),
      idleMs: isPage ? this.times.hangMs : this.times.answerMs,
      wholeMs: isPage ? LONGEST_PAGE_MS : this.times.answerMs * 6,
      mostBytes: isPage ? LARGEST_PAGE : LARGEST_MESSAGE,
    });
  }

  /** Asks; a failure of the line is thrown as the refusal it means. */
  async send(method: 'GET' | 'POST', where: string | URL, signal?: AbortSignal, body?: string): Promise<EsclAnswer> {
    const exchanged = await this.ask(method, where, signal, body);
    if (exchanged.kind === 'answer') return exchanged;
    throw new Refusal(ESCL_CODES[exchanged.kind]);
  }

  async status(stop: AbortSignal): Promise<EsclStatus | null> {
    const answer = await this.send('GET', 'ScannerStatus', stop);
    return answer.status === 200 ? parseStatus(textOf(answer)) : null;
  }

  /** Null where the answer is no description of a scanner. */
  async capabilities(stop: AbortSignal): Promise<EsclCapabilities | null> {
    const answer = await this.send('GET', 'ScannerCapabilities', stop);
    return answer.status === 200 ? parseCapabilities(textOf(answer)) : null;
  }

  /** Repeats a request as long as the answer is "503 busy", up to `busyMs`, unless the scanner reports a trouble meanwhile. */
  async whileBusy(ask: () => Promise<EsclAnswer>, source: ScanOptions['source'], stop: AbortSignal): Promise<EsclAnswer> {
    const since = this.#clock.monotonic();
    for (;;) {
      const answer = await ask();
      if (answer.status !== 503) return answer;
      const trouble = troubleOf(await this.status(stop), source);
      if (trouble === 'scanner.jam' || trouble === 'scanner.cover-open') throw new Refusal(trouble);
      if (this.#clock.monotonic() - since > this.times.busyMs) throw new Refusal('scanner.busy');
      await this.pause(stop);
    }
  }

  /** Waits before a request is repeated. */
  async pause(stop: AbortSignal): Promise<void> {
    await this.#clock.sleep(this.times.retryMs, stop).catch(() => undefined);
    if (stop.aborted) throw new Refusal('scanner.cancelled');
  }

  /** Milliseconds that never go back. */
  now(): number {
    return this.#clock.monotonic();
  }
}

/** What a failure of the line means. */
export const ESCL_CODES: Readonly<Record<Exclude<EsclExchange['kind'], 'answer'>, ScannerCode>> = {
  unreachable: 'scanner.absent', untrusted: 'scanner.certificate', silent: 'scanner.timeout', cut: 'scanner.cut', 'too-large': 'scan.too-large', aborted: 'scanner.cancelled',
};

/** The words of an answer. */
export function textOf(answer: EsclAnswer): string {
  return Buffer.from(answer.body).toString('utf8');
}
