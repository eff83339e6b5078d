// A document scanner without glass: an eSCL service that hands out invented sheets, good days and bad ones.

import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { startControlServer } from '../control/control-server.ts';
import { USUAL_MODEL } from './documents.ts';
import type { ScannerModel, ServedPage, VirtualScanner } from './interface.ts';
import { ScannerMachine } from './machine.ts';
import { scannerControl } from './scanner-control.ts';
import { answerEscl } from './service.ts';
import { SheetDrawer } from './sheet-drawer.ts';

export interface VirtualScannerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly controlPort?: number;
  /** The same seed draws the same sheets. */
  readonly seed?: number;
  /** Sheets in the feeder at the start. */
  readonly sheets?: number;
  /** Sheets that somebody puts into an emptied feeder as soon as its job is over; by default nobody does. */
  readonly refill?: number;
  /** Draws no more than so many pictures and hands them out again and again, each time as another file; by default every sheet is drawn. */
  readonly distinctSheets?: number;
  /** What it can do where that is not the usual. */
  readonly model?: Partial<ScannerModel>;
  /** Key and certificate in PEM, for a scanner that is reached over https. */
  readonly secure?: { readonly key: string; readonly cert: string };
}

/** Starts a virtual scanner on 127.0.0.1, with its control page. */
export async function startVirtualScanner(options: VirtualScannerOptions): Promise<VirtualScanner> {
  const listeners = new Set<(page: ServedPage) => void>();
  const machine = new ScannerMachine(new SheetDrawer(options.seed ?? 1, options.distinctSheets ?? Infinity), options.refill ?? 0, (page) => {
    if (page !== null) for (const listener of listeners) listener(page);
    control.changed();
  });
  const end = new AbortController();
  const model: ScannerModel = { ...USUAL_MODEL, ...options.model };
  const scheme = options.secure === undefined ? 'http' : 'https';
  const answer: RequestListener = (request, response) => {
    void answerEscl(machine, model, scheme, request, response, end.signal).catch(() => response.destroy());
  };
  const server = options.secure === undefined ? createServer(answer) : createSecureServer({ ...options.secure }, answer);
  const scanner: VirtualScanner = {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    get url() {
      return `${scheme}://127.0.0.1:${scanner.port}/eSCL`;
    },
    get controlUrl() {
      return control.url;
    },
    feeder: () => machine.feeder,
    load: (sheets) => machine.load(sheets),
    lay: (stack) => machine.lay(stack),
    fault: () => machine.fault,
    setFault: (fault, atPage = 1) => machine.setFault(fault, atPage),
    setHabits: (habits) => machine.setHabits(habits),
    served: () => machine.served,
    onServed: (listener) => void listeners.add(listener),
    servedCount: () => machine.servedCount,
    openJobs: () => machine.openJobs,
    askedPages: () => machine.askedPages,
    lastJob: () => machine.lastJob,
    [Symbol.asyncDispose]: async () => {
      end.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(scannerControl(scanner), options.controlPort ?? 0);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  if (options.sheets !== undefined) machine.load(options.sheets);
  return scanner;
}
