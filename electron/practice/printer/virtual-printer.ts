// A ticket printer without paper: a TCP port that behaves as an ESC/POS printer does, good days and bad ones, and keeps what it printed.

import { createServer, type AddressInfo, type Socket } from 'node:net';
import { breakOff } from '../../../shared/base/break-off.ts';
import { startControlServer } from '../control/control-server.ts';
import type { VirtualPrinter, VirtualPrinterOptions } from './interface.ts';
import { PrinterMachine, type PrintedPage } from './machine.ts';
import { printerControl } from './printer-control.ts';
import { changeBlock, GIBBERISH, realTimeStatus, sensorByte, standsStill, type PrinterPracticeState } from './status-bytes.ts';

/** A slow printer prints so many rows every so often. */
const SLOW_ROWS = 6;
const SLOW_MS = 25;

/** Starts a virtual printer on a loopback address, with its control page. */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const now = options.now ?? Date.now;
  const host = options.host ?? '127.0.0.1';
  const keepPages = options.keepPages ?? 500;
  const clients = new Set<Socket>();
  const listeners = new Set<(page: PrintedPage) => void>();
  const pages: PrintedPage[] = [];
  const odd: number[] = [];
  let printed = 0;
  let state: PrinterPracticeState = 'ok';
  let planned: { readonly state: PrinterPracticeState; rowsLeft: number } | null = null;
  let bytesToCut: number | null = null;
  let tellsChanges = false;
  let slowRows = SLOW_ROWS;
  let port = options.port;

  const say = (bytes: Uint8Array): void => {
    if (state === 'mute' || state === 'offline' || bytes.length === 0) return;
    for (const client of clients) client.write(bytes);
  };
  const machine = new PrinterMachine(options.widthDots ?? 576, {
    mayPrint: () => !standsStill(state) && (state !== 'slow' || slowRows > 0),
    rowPrinted: () => {
      slowRows -= 1;
      if (planned === null) return;
      planned.rowsLeft -= 1;
      if (planned.rowsLeft <= 0) setState(planned.state);
    },
    cut: (page) => {
      printed += 1;
      const whole = { ...page, number: printed, printedAt: now() };
      pages.push(whole);
      if (pages.length > keepPages) pages.shift();
      for (const listener of listeners) listener(whole);
      control.changed();
    },
    sensorAsked: () => {
      if (state !== 'no-fence') say(state === 'garbled' ? GIBBERISH : Uint8Array.of(sensorByte(state)));
    },
    textAnswer: say,
    changesAsked: (isOn) => {
      tellsChanges = isOn;
      if (isOn) say(changeBlock(state));
    },
    notUnderstood: (byte) => void odd.push(byte),
  });

  const setState = (next: PrinterPracticeState): void => {
    planned = null;
    if (next === state) return;
    const wasUnplugged = state === 'unplugged';
    state = next;
    if (wasUnplugged) server.listen(port, host);
    if (state === 'unplugged') {
      server.close();
      for (const client of clients) client.destroy();
    }
    for (const client of clients) {
      if (state === 'offline') client.pause();
      else client.resume();
    }
    if (tellsChanges) say(changeBlock(state));
    // Not at once: a change that a row has brought about must not run the machine inside itself.
    queueMicrotask(() => machine.run());
    control.changed();
  };

  const server = createServer((socket) => {
    clients.add(socket);
    if (state === 'offline') socket.pause();
    const orders = new RealTimeScanner();
    socket.on('data', (chunk: Buffer) => {
      const taken = bytesToCut === null ? chunk : chunk.subarray(0, bytesToCut);
      for (const order of orders.push(taken)) {
        if (order.kind === 'clear') {
          if (state === 'cutter') setState('ok');
          continue;
        }
        const byte = realTimeStatus(state, order.number);
        if (byte !== null) say(state === 'garbled' ? GIBBERISH : Uint8Array.of(byte));
      }
      machine.push(taken);
      if (bytesToCut === null) return;
      bytesToCut -= taken.length;
      if (bytesToCut <= 0) cut();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => clients.delete(socket));
  });
  const cut = (): void => {
    bytesToCut = null;
    for (const client of clients) breakOff(client);
  };

  const printer: VirtualPrinter = {
    get port() {
      return port;
    },
    get controlUrl() {
      return control.url;
    },
    pages: () => pages,
    onPrinted: (listener) => void listeners.add(listener),
    pageCount: () => printed,
    state: () => state,
    setState: (next, { afterRows } = {}) => {
      if (afterRows === undefined) setState(next);
      else planned = { state: next, rowsLeft: afterRows };
    },
    cutConnections: ({ afterBytes } = {}) => {
      if (afterBytes === undefined) cut();
      else bytesToCut = afterBytes;
    },
    notUnderstood: () => odd,
    [Symbol.asyncDispose]: async () => {
      clearInterval(paces);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of clients) client.destroy();
      await closed;
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(printerControl(printer), options.controlPort ?? 0);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  port = (server.address() as AddressInfo).port;
  const paces = setInterval(() => {
    slowRows = SLOW_ROWS;
    if (state === 'slow') machine.run();
  }, SLOW_MS);
  paces.unref();
  return printer;
}

/** What a printer minds before it looks at anything else: a question (`10 04 n`), or the order to end a recoverable error (`10 05 02`). */
type RealTimeOrder = { readonly kind: 'question'; readonly number: number } | { readonly kind: 'clear' };

/** Finds those orders in all that comes in, even inside pictures. */
class RealTimeScanner {
  #before: readonly [number, number] = [0, 0];

  push(bytes: Uint8Array): RealTimeOrder[] {
    const orders: RealTimeOrder[] = [];
    for (const byte of bytes) {
      const [first, second] = this.#before;
      this.#before = [second, byte];
      if (first !== 0x10) continue;
      if (second === 0x04) orders.push({ kind: 'question', number: byte });
      else if (second === 0x05 && byte === 0x02) orders.push({ kind: 'clear' });
    }
    return orders;
  }
}
