// A document scanner without a device: pages, then perhaps a fault; it counts what is asked of it. One row of the suite that every scanner passes.

import type { EpochMs } from '../../shared/base/ids.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { DeviceState, DocumentScanner, ScannedPage, ScannerOffers, ScanOptions, Unsubscribe } from '../../electron/station/devices/ports.ts';

/** What lies in the feeder: pages, and how the scan ends after the last. 'hang' never ends by itself; 'silence' gives nothing and no reason, as no scanner should. */
export interface FeederLoad {
  readonly pages: readonly ScannedPage[];
  readonly end?: 'empty' | 'hang' | 'silence' | ErrorCode;
}

export class FakeScanner implements DocumentScanner {
  #load: FeederLoad = { pages: [] };
  #state: DeviceState = { kind: 'ready', code: null, since: 0 as EpochMs };
  /** How often a next page was asked for. */
  asked = 0;
  scans = 0;
  lastOptions: ScanOptions | null = null;
  canDo: ScannerOffers | null = { feeder: true, glass: true, duplex: true, colours: ['colour', 'grey'], dpis: [200, 300] };
  /** Called, and waited for, whenever a page is asked for, before it is given; `index` is the number of pages given so far. */
  onAsked: (index: number) => void | Promise<void> = () => undefined;

  load(load: FeederLoad): void {
    this.#load = load;
  }

  setState(kind: DeviceState['kind'], code: ErrorCode | null): void {
    this.#state = { kind, code, since: 0 as EpochMs };
  }

  state(): DeviceState {
    return this.#state;
  }

  onChange(): Unsubscribe {
    return () => undefined;
  }

  offers(): ScannerOffers | null {
    return this.canDo;
  }

  async *scan(options: ScanOptions, signal?: AbortSignal): AsyncGenerator<ScannedPage> {
    this.scans += 1;
    this.lastOptions = options;
    const { pages, end = 'empty' } = this.#load;
    this.#load = { pages: [] };
    if (pages.length === 0 && end === 'empty') throw new Refusal('scanner.feeder-empty');
    for (const [index, page] of pages.entries()) {
      this.asked += 1;
      await this.onAsked(index);
      if (signal?.aborted === true) throw new Refusal('scanner.cancelled');
      yield page;
    }
    this.asked += 1;
    await this.onAsked(pages.length);
    if (end === 'hang') {
      await new Promise<void>((resolve) => {
        if (signal?.aborted === true) resolve();
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (signal?.aborted === true) throw new Refusal('scanner.cancelled');
    if (end !== 'empty' && end !== 'hang' && end !== 'silence') throw new Refusal(end);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.resolve();
  }
}

/** A page of its own bytes: different numbers give different pages. */
export function scannedPage(number: number, size = 2000): ScannedPage {
  return { bytes: new Uint8Array(size).map((_, index) => (number * 31 + index) % 256), mime: 'image/jpeg' };
}
