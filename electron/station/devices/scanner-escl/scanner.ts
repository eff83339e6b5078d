// A document scanner on the network that speaks eSCL ("AirScan", "Mopria Scan"): the program's own client, the same on every system.
//
// A scan goes: capabilities → is there paper? → job → page after page until the feeder is empty → delete the job, also after a failure or a cancel.
// A page is asked for only when the caller takes the next one.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { DeviceClock, DeviceState, DocumentScanner, ScannedPage, ScannerCode, ScanOptions, Unsubscribe } from '../ports.ts';
import { DeviceStateCell } from '../ports.ts';
import { exchange, type EsclExchange } from './http-pipe.ts';
import { parseCapabilities, parseStatus, scanSettings, type EsclStatus } from './messages.ts';
import { pageOf } from './page-file.ts';

export interface EsclTimes {
  /** How long a scanner may be busy or warm up before it is given up. */
  readonly busyMs: number;
  readonly retryMs: number;
  /** Longest silence while a page is awaited. */
  readonly hangMs: number;
  /** Longest silence of any other answer. */
  readonly answerMs: number;
  readonly pollMs: number;
}

const TIMES: EsclTimes = { busyMs: 30_000, retryMs: 500, hangMs: 45_000, answerMs: 5_000, pollMs: 2_000 };
const LARGEST_PAGE = 64 * 1024 * 1024;
const LARGEST_MESSAGE = 256 * 1024;
/** How often "no such document" is doubted while the feeder says that it holds paper: some scanners say it too early. */
const DOUBTS = 10;

type Answer = Extract<EsclExchange, { kind: 'answer' }>;

export class EsclScanner implements DocumentScanner {
  readonly #root: URL;
  readonly #clock: DeviceClock;
  readonly #times: EsclTimes;
  readonly #cell: DeviceStateCell;
  readonly #end = new AbortController();
  readonly #polling: Promise<void>;
  #isScanning = false;

  /** @param url the scanner's eSCL root, such as http://192.0.2.7/eSCL */
  constructor(url: string, clock: DeviceClock, times: Partial<EsclTimes> = {}) {
    this.#root = new URL(url.endsWith('/') ? url : `${url}/`);
    this.#clock = clock;
    this.#times = { ...TIMES, ...times };
    this.#cell = new DeviceStateCell(clock, 'absent', 'scanner.absent');
    this.#polling = this.#poll();
  }

  state(): DeviceState {
    return this.#cell.get();
  }

  onChange(listener: (state: DeviceState) => void): Unsubscribe {
    return this.#cell.onChange(listener);
  }

  async *scan(options: ScanOptions, signal?: AbortSignal): AsyncGenerator<ScannedPage> {
    if (this.#isScanning) throw new Refusal('scanner.busy');
    this.#isScanning = true;
    this.#cell.set('busy', null);
    const stop = AbortSignal.any([this.#end.signal, ...(signal === undefined ? [] : [signal])]);
    let job: URL | null = null;
    try {
      job = await this.#startJob(options, stop);
      let pages = 0;
      for (;;) {
        const page = await this.#nextPage(job, options, pages, stop);
        if (page === null) break;
        pages += 1;
        yield page;
        if (options.source === 'glass') break;
      }
    } finally {
      // A job that is not deleted keeps many scanners busy for minutes. Nobody waits for the answer to matter.
      if (job !== null) await exchange({ method: 'DELETE', url: job, idleMs: this.#times.answerMs, mostBytes: LARGEST_MESSAGE });
      this.#isScanning = false;
      if (!this.#end.signal.aborted) await this.#look();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
  }

  /** Makes sure that there is something to scan, and orders it; the address of the job. */
  async #startJob(options: ScanOptions, stop: AbortSignal): Promise<URL> {
    const described = await this.#send('GET', 'ScannerCapabilities', stop);
    const capabilities = described.status === 200 ? parseCapabilities(textOf(described)) : null;
    if (capabilities === null || (options.source === 'glass' ? !capabilities.hasGlass : !capabilities.hasFeeder)) throw new Refusal('scanner.error');
    // Some scanners answer a job on an empty feeder with a jam.
    const trouble = troubleOf(await this.#status(stop), options.source);
    if (trouble !== null) throw new Refusal(trouble);
    const answer = await this.#whileBusy(async () => await this.#send('POST', 'ScanJobs', stop, scanSettings(options, capabilities)), options, stop);
    if (answer.status === 409) throw new Refusal(troubleOf(await this.#status(stop), options.source) ?? 'scanner.busy');
    if (answer.status !== 201 || answer.location === null) throw new Refusal('scanner.error');
    // Only the path: scanners name themselves by hosts that nobody else knows.
    const path = URL.parse(answer.location, this.#root.href)?.pathname;
    if (path === undefined) throw new Refusal('scanner.error');
    return new URL(path.endsWith('/') ? path : `${path}/`, this.#root);
  }

  /** The next page of a job; null when there is none left. */
  async #nextPage(job: URL, options: ScanOptions, pages: number, stop: AbortSignal): Promise<ScannedPage | null> {
    for (let doubts = 0; ; doubts += 1) {
      const answer = await this.#whileBusy(async () => await this.#send('GET', new URL('NextDocument', job), stop), options, stop);
      if (answer.status === 200) {
        const page = pageOf(answer.body);
        if (page === null) throw new Refusal('scanner.cut');
        return page;
      }
      if (answer.status !== 404 && answer.status !== 409) throw new Refusal('scanner.error');
      const status = await this.#status(stop);
      const trouble = troubleOf(status, options.source);
      if (trouble !== null && trouble !== 'scanner.feeder-empty') throw new Refusal(trouble);
      const holdsPaper = status?.feeder === 'ScannerAdfLoaded' || status?.feeder === 'ScannerAdfProcessing';
      // A scanner at work may have said too early that there is no more; the sensor of the feeder does not see a sheet on its way.
      const isOver = (!holdsPaper && status?.state !== 'Processing') || (answer.status === 409 && pages > 0) || doubts >= DOUBTS;
      if (isOver && holdsPaper && answer.status === 404) throw new Refusal('scanner.timeout');
      if (isOver && pages > 0) return null;
      if (isOver) throw new Refusal(options.source === 'feeder' ? 'scanner.feeder-empty' : 'scanner.error');
      await this.#pause(this.#times.retryMs, stop);
    }
  }

  /** Repeats a request as long as the answer is "503 busy", up to `busyMs`, unless the scanner reports a trouble meanwhile. */
  async #whileBusy(ask: () => Promise<Answer>, options: ScanOptions, stop: AbortSignal): Promise<Answer> {
    const since = this.#clock.monotonic();
    for (;;) {
      const answer = await ask();
      if (answer.status !== 503) return answer;
      const trouble = troubleOf(await this.#status(stop), options.source);
      if (trouble === 'scanner.jam' || trouble === 'scanner.cover-open') throw new Refusal(trouble);
      if (this.#clock.monotonic() - since > this.#times.busyMs) throw new Refusal('scanner.busy');
      await this.#pause(this.#times.retryMs, stop);
    }
  }

  async #status(stop: AbortSignal): Promise<EsclStatus | null> {
    const answer = await this.#send('GET', 'ScannerStatus', stop);
    return answer.status === 200 ? parseStatus(textOf(answer)) : null;
  }

  /** One exchange; a failure of the line is thrown as the refusal it means. */
  async #send(method: 'GET' | 'POST', where: string | URL, stop: AbortSignal, body?: string): Promise<Answer> {
    const isPage = typeof where !== 'string';
    const exchanged = await exchange({
      method, url: isPage ? where : new URL(where, this.#root), signal: stop, ...(body === undefined ? {} : { body }),
      idleMs: isPage ? this.#times.hangMs : this.#times.answerMs, mostBytes: isPage ? LARGEST_PAGE : LARGEST_MESSAGE,
    });
    if (exchanged.kind === 'answer') return exchanged;
    throw new Refusal(CODES[exchanged.kind]);
  }

  async #pause(ms: number, stop: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, stop).catch(() => undefined);
    if (stop.aborted) throw new Refusal('scanner.cancelled');
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      if (!this.#isScanning) await this.#look();
      await this.#clock.sleep(this.#times.pollMs, this.#end.signal).catch(() => undefined);
    }
  }

  /** Asks an idle scanner how it is and shows it. An empty feeder is no trouble. */
  async #look(): Promise<void> {
    const url = new URL('ScannerStatus', this.#root);
    const answer = await exchange({ method: 'GET', url, signal: this.#end.signal, idleMs: this.#times.answerMs, mostBytes: LARGEST_MESSAGE });
    if (this.#isScanning || answer.kind === 'aborted') return;
    const status = answer.kind === 'answer' && answer.status === 200 ? parseStatus(textOf(answer)) : null;
    if (status === null) {
      this.#cell.set('absent', 'scanner.absent');
      return;
    }
    const trouble = troubleOf(status, 'glass');
    this.#cell.set(trouble === null ? 'ready' : 'trouble', trouble);
  }
}

const CODES: Readonly<Record<Exclude<EsclExchange['kind'], 'answer'>, ScannerCode>> = {
  unreachable: 'scanner.absent', silent: 'scanner.timeout', cut: 'scanner.cut', 'too-large': 'scan.too-large', aborted: 'scanner.cancelled',
};

/** What keeps this source from being scanned, or null. */
function troubleOf(status: EsclStatus | null, source: ScanOptions['source']): ScannerCode | null {
  if (status === null) return null;
  switch (status.feeder) {
    case 'ScannerAdfJam': case 'ScannerAdfMispick': case 'ScannerAdfMultipickDetected': return 'scanner.jam';
    case 'ScannerAdfHatchOpen': return 'scanner.cover-open';
    case 'ScannerAdfEmpty': return source === 'feeder' ? 'scanner.feeder-empty' : null;
    default: return status.state === 'Down' ? 'scanner.error' : null;
  }
}

function textOf(answer: Answer): string {
  return Buffer.from(answer.body).toString('utf8');
}
