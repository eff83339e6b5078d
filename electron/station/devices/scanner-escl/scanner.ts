// A document scanner on the network that speaks eSCL ("AirScan", "Mopria Scan"): the program's own client, the same on every system.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { DeviceClock, DocumentScanner, ScannedPage, ScannerOffers, ScanOptions } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { offersOf } from './capabilities.ts';
import { EsclLine, textOf, type EsclTimes } from './line.ts';
import { parseStatus, troubleOf } from './messages.ts';
import { scanPages } from './pages.ts';

const TIMES: EsclTimes = { busyMs: 30_000, retryMs: 500, doubtMs: 5_000, hangMs: 45_000, answerMs: 5_000, pollMs: 2_000 };

/** Where a scanner is found: its eSCL root, such as http://192.0.2.7/eSCL, or how to look for it, which gives null while it is nowhere. */
export type EsclPlace = string | ((signal: AbortSignal) => Promise<string | null>);

export class EsclScanner extends DeviceDriver implements DocumentScanner {
  readonly #place: EsclPlace;
  readonly #certificate: string | null;
  readonly #clock: DeviceClock;
  readonly #times: EsclTimes;
  readonly #end = new AbortController();
  readonly #polling: Promise<void>;
  #line: EsclLine | null = null;
  #offers: ScannerOffers | null = null;
  #isScanning = false;

  /** @param certificate SHA-256 of the scanner's own certificate, for https; null for one that the system trusts */
  constructor(place: EsclPlace, clock: DeviceClock, times: Partial<EsclTimes> = {}, certificate: string | null = null) {
    super(clock, 'absent', 'scanner.absent');
    this.#place = place;
    this.#certificate = certificate;
    this.#clock = clock;
    this.#times = { ...TIMES, ...times };
    if (typeof place === 'string') this.#line = this.#lineTo(place);
    this.#polling = this.#poll();
  }

  offers(): ScannerOffers | null {
    return this.#offers;
  }

  async *scan(options: ScanOptions, signal?: AbortSignal): AsyncGenerator<ScannedPage> {
    if (this.#isScanning) throw new Refusal('scanner.busy');
    this.#isScanning = true;
    this.setState('busy', null);
    const stop = AbortSignal.any([this.#end.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      if (this.#line === null) await this.#find(stop);
      if (this.#line === null) throw new Refusal('scanner.absent');
      yield* scanPages(this.#line, options, stop);
    } finally {
      this.#isScanning = false;
      if (!this.#end.signal.aborted) await this.#look();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      if (!this.#isScanning) {
        if (this.#line === null) await this.#find(this.#end.signal);
        await this.#look();
      }
      await this.#clock.sleep(this.#times.pollMs, this.#end.signal).catch(() => undefined);
    }
  }

  /** Asks an idle scanner how it is and shows it. An empty feeder is no trouble. */
  async #look(): Promise<void> {
    const line = this.#line;
    const answer = line === null ? null : await line.ask('GET', 'ScannerStatus', this.#end.signal);
    if (this.#isScanning || answer?.kind === 'aborted') return;
    const status = answer?.kind === 'answer' && answer.status === 200 ? parseStatus(textOf(answer)) : null;
    if (status === null) {
      // Whoever is looked for by name may have another address by now.
      if (typeof this.#place !== 'string') this.#line = null;
      this.#offers = null;
      if (answer?.kind === 'untrusted') this.setState('trouble', 'scanner.certificate');
      else this.setState('absent', 'scanner.absent');
      return;
    }
    if (this.#offers === null) await this.#learn();
    if (this.#isScanning) return;
    const trouble = troubleOf(status, 'glass');
    this.setState(trouble === null ? 'ready' : 'trouble', trouble);
  }

  async #learn(): Promise<void> {
    const capabilities = await this.#line?.capabilities(this.#end.signal).catch(() => null);
    this.#offers = capabilities === null || capabilities === undefined ? null : offersOf(capabilities);
  }

  async #find(signal: AbortSignal): Promise<void> {
    if (typeof this.#place === 'string') return;
    const root = await this.#place(signal).catch(() => null);
    this.#line = root === null ? null : this.#lineTo(root);
  }

  #lineTo(root: string): EsclLine {
    return new EsclLine(new URL(root.endsWith('/') ? root : `${root}/`), this.#certificate, this.#times, this.#clock);
  }
}
