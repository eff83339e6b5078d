// A document scanner of Linux through `scanimage`, in a process of its own: a driver that hangs or crashes costs a kill, not the station.
//
// scanimage runs as a batch that asks before each page, so that the next sheet is pulled only when the page before is durable.

import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageOf } from '../../../../shared/domain/scan/page-kind.ts';
import type { DeviceClock, DocumentScanner, ScannedPage, ScannerOffers, ScanOptions } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { OwnFolder } from './own-folder.ts';
import { RunningProgram, runToEnd } from './program.ts';
import { codeOfSaneEnd } from './sane-codes.ts';
import { parseSaneOptions, saneArguments, saneOffers, type SaneOptions } from './sane-options.ts';

export interface SaneDevice {
  /** As `scanimage -L` names it. */
  readonly device: string;
  /** Options of the device for every scan, without dashes. */
  readonly options: Readonly<Record<string, string>>;
  /** Folder of this scanner alone; it comes and goes with each scan. */
  readonly folder: string;
  readonly program?: string;
}

export interface SaneTimes {
  /** Longest wait for one page. */
  readonly hangMs: number;
  /** How long a scan that was interrupted may take to let go of the device. */
  readonly graceMs: number;
  readonly lookMs: number;
  readonly pollMs: number;
  /** A scanner that is there is opened less often. */
  readonly restMs: number;
}

const TIMES: SaneTimes = { hangMs: 120_000, graceMs: 8_000, lookMs: 20_000, pollMs: 2_000, restMs: 30_000 };

export class SaneScanner extends DeviceDriver implements DocumentScanner {
  readonly #device: SaneDevice;
  readonly #program: string;
  readonly #folder: OwnFolder;
  readonly #clock: DeviceClock;
  readonly #times: SaneTimes;
  readonly #end = new AbortController();
  readonly #polling: Promise<void>;
  #options: SaneOptions | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isScanning = false;

  constructor(device: SaneDevice, clock: DeviceClock, times: Partial<SaneTimes> = {}) {
    super(clock, 'absent', 'scanner.absent');
    this.#device = device;
    this.#program = device.program ?? 'scanimage';
    this.#folder = new OwnFolder(device.folder);
    this.#clock = clock;
    this.#times = { ...TIMES, ...times };
    this.#polling = this.#poll();
  }

  offers(): ScannerOffers | null {
    return this.#options === null ? null : saneOffers(this.#options);
  }

  async *scan(options: ScanOptions, signal?: AbortSignal): AsyncGenerator<ScannedPage> {
    if (this.#isScanning) throw new Refusal('scanner.busy');
    const stop = AbortSignal.any([this.#end.signal, ...(signal === undefined ? [] : [signal])]);
    if (stop.aborted) throw new Refusal('scanner.cancelled');
    this.#isScanning = true;
    let failure: unknown = null;
    try {
      // The device can be opened once at a time.
      await unlessStopped(this.#looking, stop);
      if (this.#options === null) await unlessStopped(this.#lookSoon(), stop);
      const code = this.state().code;
      if (this.#options === null) throw new Refusal(code === null ? 'scanner.absent' : code);
      const args = saneArguments(this.#options, options, this.#device.options);
      if (args === null) throw new Refusal('scanner.unsupported');
      this.setState('busy', null);
      yield* this.#pages(options, args, stop);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      this.#isScanning = false;
      this.#settle(failure);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
  }

  async *#pages({ source }: ScanOptions, args: readonly string[], stop: AbortSignal): AsyncGenerator<ScannedPage> {
    await this.#folder.renew();
    const batch = ['--format=jpeg', '--batch=%d.jpg', '--batch-print', '--batch-prompt', ...(source === 'glass' ? ['--batch-count=1'] : [])];
    const program = new RunningProgram(this.#program, [`--device-name=${this.#device.device}`, ...batch, ...args], this.#folder.path);
    let isPulling = false;
    try {
      for (let pages = 0; source === 'feeder' || pages === 0; pages += 1) {
        isPulling = true;
        program.type('\n');
        const name = await this.#nextFile(program, stop);
        isPulling = false;
        if (name === null) {
          const code = codeOfSaneEnd(await program.ended);
          if (code === null && pages > 0) return;
          throw new Refusal(code ?? (source === 'feeder' ? 'scanner.feeder-empty' : 'scanner.error'));
        }
        const page = pageOf(await this.#folder.take(name));
        if (page === null) throw new Refusal('scanner.cut');
        yield page;
      }
    } finally {
      await program.stop(this.#clock, isPulling, this.#times.graceMs);
      await this.#folder.tidy();
    }
  }

  /** The name of the page that is whole now; null once the program has ended. */
  async #nextFile(program: RunningProgram, stop: AbortSignal): Promise<string | null> {
    const waited = new AbortController();
    const late = this.#clock.sleep(this.#times.hangMs, AbortSignal.any([stop, waited.signal])).then(() => 'late' as const, () => 'aborted' as const);
    try {
      for (;;) {
        const line = program.takeLine();
        // Only files of ours: nothing else is ever read or removed.
        if (line !== null && /^\d{1,6}\.jpg$/.test(line)) return line;
        if (line !== null) continue;
        if (program.hasEnded) return null;
        const came = await Promise.race([program.news(), late]);
        if (came === 'late') throw new Refusal('scanner.timeout');
        if (came === 'aborted') throw new Refusal('scanner.cancelled');
      }
    } finally {
      waited.abort();
    }
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      // What a killed run left behind is somebody's papers.
      if (!this.#isScanning) await this.#folder.tidy();
      if (!this.#isScanning) await this.#lookSoon();
      const isThere = this.#options !== null;
      await this.#clock.sleep(isThere ? this.#times.restMs : this.#times.pollMs, this.#end.signal).catch(() => undefined);
    }
  }

  async #lookSoon(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look());
    await this.#looking;
  }

  /** Opens the device and reads what it can do. */
  async #look(): Promise<void> {
    const end = await runToEnd(this.#clock, this.#program, [`--device-name=${this.#device.device}`, '-A'], this.#times.lookMs, this.#end.signal);
    if (this.#end.signal.aborted) return;
    const code = codeOfSaneEnd(end);
    this.#options = code === null ? parseSaneOptions(end.words) : null;
    if (code === null) this.setState('ready', null);
    else if (code === 'scanner.access-denied' || code === 'scanner.no-program') this.setState('trouble', code);
    else if (code === 'scanner.busy') this.setState('busy', code);
    else this.setState('absent', 'scanner.absent');
  }

  /** After a scan: what a person has to clear away stays in sight until the next look; what went wrong otherwise is looked at anew. */
  #settle(failure: unknown): void {
    const code = failure instanceof Refusal ? failure.code : null;
    if (code === 'scanner.jam' || code === 'scanner.cover-open') this.setState('trouble', code);
    else if (code === 'scanner.absent' || code === 'scanner.timeout' || code === 'scanner.error') void this.#lookSoon();
    else if (this.state().kind === 'busy') this.setState('ready', null);
  }
}

/** Waits for the work, but not after the stop. */
async function unlessStopped(work: Promise<void>, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stopped = (): void => resolve();
  stop.addEventListener('abort', stopped, { once: true });
  await Promise.race([work, promise]);
  stop.removeEventListener('abort', stopped);
  if (stop.aborted) throw new Refusal('scanner.cancelled');
}
