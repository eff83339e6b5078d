// A ticket printer without paper: a TCP port that behaves as an ESC/POS printer does, good days and bad ones, and keeps what it printed.

import { createServer, type AddressInfo, type Socket } from 'node:net';
import { startControlServer } from '../control/control-server.ts';
import type { VirtualPrinter, VirtualPrinterOptions } from './interface.ts';
import { PrinterMachine, type PrintedPage } from './machine.ts';
import { printerControl } from './printer-control.ts';
import { changeBlock, realTimeStatus, sensorByte, standsStill, type PrinterPracticeState } from './status-bytes.ts';

/** Starts a virtual printer on 127.0.0.1, with its control page. */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const now = options.now ?? Date.now;
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

  const say = (bytes: Uint8Array): void => {
    if (state === 'mute' || state === 'offline') return;
    for (const client of clients) client.write(bytes);
  };
  const machine = new PrinterMachine(options.widthDots ?? 576, {
    mayPrint: () => !standsStill(state),
    rowPrinted: () => {
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
    sensorAsked: () => say(Uint8Array.of(sensorByte(state))),
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
    state = next;
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
    const questions = new RealTimeScanner();
    socket.on('data', (chunk: Buffer) => {
      const taken = bytesToCut === null ? chunk : chunk.subarray(0, bytesToCut);
      for (const question of questions.push(taken)) {
        const byte = realTimeStatus(state, question);
        if (byte !== null) say(Uint8Array.of(byte));
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
    for (const client of clients) client.resetAndDestroy();
  };

  const printer: VirtualPrinter = {
    get port() {
      return (server.address() as AddressInfo).port;
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
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of clients) client.destroy();
      await closed;
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(printerControl(printer), options.controlPort ?? 0);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return printer;
}

/** Finds `10 04 n` in all that comes in, even inside pictures: a printer answers it before it looks at anything else. */
class RealTimeScanner {
  #matched = 0;

  push(bytes: Uint8Array): number[] {
    const questions: number[] = [];
    for (const byte of bytes) {
      if (this.#matched === 2) {
        questions.push(byte);
        this.#matched = 0;
      } else if (byte === 0x04 && this.#matched === 1) this.#matched = 2;
      else this.#matched = byte === 0x10 ? 1 : 0;
    }
    return questions;
  }
}
