// A document scanner of Windows through NAPS2.Console (WIA, TWAIN, eSCL), in a process of its own.
//
// NAPS2 scans the whole feeder and then writes page after page; each file is taken as soon as the next one stands or the program has ended.
// Its exit code says nothing, and TWAIN drivers like to open a window that nobody sees: what counts is a whole file, and silence ends in a kill.

import { readdir } from 'node:fs/promises';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageOf } from '../../../../shared/domain/scan/page-kind.ts';
import type { DeviceClock, DocumentScanner, ScannedPage, ScannerOffers, ScanOptions } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { codeOfNaps2Words, naps2Arguments, naps2ListArguments, naps2Surroundings, type Naps2Device } from './naps2-messages.ts';
import { OwnFolder } from './own-folder.ts';
import { RunningProgram, runToEnd } from './program.ts';

export interface Naps2Times {
  /** Longest silence: no word and no file. */
  readonly hangMs: number;
  readonly graceMs: number;
  readonly watchMs: number;
  readonly lookMs: number;
  readonly pollMs: number;
  readonly restMs: number;
}

/** A look starts a program of some size, so that a scanner is looked for every 5 s rather than every 2. */
const TIMES: Naps2Times = { hangMs: 90_000, graceMs: 3_000, watchMs: 200, lookMs: 30_000, pollMs: 5_000, restMs: 60_000 };
/** NAPS2 does not say what a scanner can do; what it cannot is refused by name when it is asked. */
const OFFERS: ScannerOffers = { feeder: true, glass: true, duplex: true, colours: ['colour', 'grey'], dpis: [200, 300] };

export class Naps2Scanner extends DeviceDriver implements DocumentScanner {
  readonly #device: Naps2Device;
  readonly #folder: OwnFolder;
  readonly #clock: DeviceClock;
  readonly #times: Naps2Times;
  readonly #end = new AbortController();
  readonly #polling: Promise<void>;
  #isScanning = false;

  constructor(device: Naps2Device, clock: DeviceClock, times: Partial<Naps2Times> = {}) {
    super(clock, 'absent', 'scanner.absent');
    this.#device = device;
    this.#folder = new OwnFolder(device.folder);
    this.#clock = clock;
    this.#times = { ...TIMES, ...times };
    this.#polling = this.#poll();
  }

  offers(): ScannerOffers {
    return OFFERS;
  }

  async *scan(options: ScanOptions, signal?: AbortSignal): AsyncGenerator<ScannedPage> {
    if (this.#isScanning) throw new Refusal('scanner.busy');
    const stop = AbortSignal.any([this.#end.signal, ...(signal === undefined ? [] : [signal])]);
    if (stop.aborted) throw new Refusal('scanner.cancelled');
    this.#isScanning = true;
    this.setState('busy', null);
    try {
      await this.#folder.renew();
      yield* this.#pages(options, stop);
      this.setState('ready', null);
    } catch (error) {
      const code = error instanceof Refusal ? error.code : null;
      if (code === 'scanner.jam' || code === 'scanner.cover-open' || code === 'scanner.no-program') this.setState('trouble', code);
      else if (code === 'scanner.absent') this.setState('absent', code);
      else this.setState('ready', null);
      throw error;
    } finally {
      this.#isScanning = false;
      // Left early by the caller.
      if (this.state().kind === 'busy') this.setState('ready', null);
      await this.#folder.tidy();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
  }

  async *#pages(options: ScanOptions, stop: AbortSignal): AsyncGenerator<ScannedPage> {
    const program = new RunningProgram(this.#device.program, naps2Arguments(this.#device, options), this.#folder.path, naps2Surroundings(this.#device));
    let pages = 0;
    let fault: 'scanner.timeout' | 'scanner.cancelled' | null = null;
    try {
      for (;;) {
        const isOver = program.hasEnded;
        const files = await this.#files();
        const [first] = files;
        if (first !== undefined && (files.length > 1 || isOver)) {
          const page = pageOf(await this.#folder.take(first));
          // The last file of a program that was killed may be half a page.
          if (page === null && fault === null) throw new Refusal('scanner.cut');
          if (page === null) continue;
          pages += 1;
          yield page;
          continue;
        }
        if (isOver) break;
        fault ??= await this.#wait(program, files.length, stop);
        if (fault !== null) await program.stop(this.#clock, true, this.#times.graceMs);
      }
    } finally {
      await program.stop(this.#clock, true, this.#times.graceMs);
    }
    if (fault !== null) throw new Refusal(fault);
    const { isMissing, words } = await program.ended;
    const code = isMissing ? 'scanner.no-program' : codeOfNaps2Words(words);
    // WIA calls the end of a feeder empty, after good pages.
    if (pages > 0 && (code === null || code === 'scanner.feeder-empty')) return;
    throw new Refusal(code ?? (options.source === 'feeder' ? 'scanner.feeder-empty' : 'scanner.error'));
  }

  /** Pages that stand in the folder, the first one first. Nothing else there counts, is read or removed. */
  async #files(): Promise<readonly string[]> {
    return (await readdir(this.#folder.path)).filter((name) => /^\d{1,6}\.jpg$/.test(name)).toSorted();
  }

  /** Until a word or another file comes, or it ends: null. What ended the wait otherwise is the fault. */
  async #wait(program: RunningProgram, files: number, stop: AbortSignal): Promise<'scanner.timeout' | 'scanner.cancelled' | null> {
    const since = this.#clock.monotonic();
    const news = program.news();
    for (;;) {
      const pause = new AbortController();
      const came = await Promise.race([news.then(() => true), this.#clock.sleep(this.#times.watchMs, AbortSignal.any([stop, pause.signal])).then(() => false, () => false)]);
      pause.abort();
      if (stop.aborted) return 'scanner.cancelled';
      if (came || (await this.#files()).length !== files) return null;
      if (this.#clock.monotonic() - since > this.#times.hangMs) return 'scanner.timeout';
    }
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      // What a killed run left behind is somebody's papers.
      if (!this.#isScanning) await this.#folder.tidy();
      if (!this.#isScanning) await this.#look();
      const isThere = this.state().kind !== 'absent';
      await this.#clock.sleep(isThere ? this.#times.restMs : this.#times.pollMs, this.#end.signal).catch(() => undefined);
    }
  }

  /** Asks for the list of scanners; a driver that hangs at that is killed too. */
  async #look(): Promise<void> {
    const { isMissing, words } = await runToEnd(this.#clock, this.#device.program, naps2ListArguments(this.#device), this.#times.lookMs, this.#end.signal);
    if (this.#end.signal.aborted || this.#isScanning) return;
    const isListed = words.split(/\r?\n/).some((line) => line.toLowerCase().includes(this.#device.device.toLowerCase()));
    if (isMissing) this.setState('trouble', 'scanner.no-program');
    else if (isListed) this.setState('ready', null);
    else this.setState('absent', 'scanner.absent');
  }
}
