// From a touch at the kiosk to dots at the printer: drawing and encoding alone, the first byte and the last byte of the picture, beside the same bytes written to a bare socket.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleStation } from '../../build/bundle/bundles.ts';
import { root } from '../../build/checks/spawn.ts';
import { exampleWindows, readExampleProfile, writeMachineSettings } from '../../build/demo/example-point.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { startVirtualPrinter } from '../../electron/practice/printer/virtual-printer.ts';
import { createPaperPress } from '../../electron/station/devices/paper/press.ts';
import { parsePaperTexts } from '../../electron/station/devices/paper/texts.ts';
import { encodeJob } from '../../electron/station/devices/printer-escpos/encode.ts';
import type { EpochMs } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { emptyPages } from '../morning/empty-pages.ts';
import { Window } from '../morning/window.ts';
import { figuresOf, percentile, type Figures } from './figures.ts';

const ROUNDS = 40;
/** Begins each slice of a picture. */
const PICTURE = Buffer.from([0x1d, 0x76, 0x30]);
/** Ends each job. */
const FENCE = Buffer.from([0x1d, 0x72, 0x01]);

export interface PrintBench {
  /** Drawing and encoding one ticket of 80 mm, in ms, on a warm thread. */
  readonly drawMs: Figures;
  readonly ticketBytes: number;
  /** From the touch to the first and to the last byte of the picture at the printer's port, in ms. */
  readonly firstByteMs: { readonly p50: number; readonly p95: number; readonly max: number };
  readonly lastByteMs: { readonly p50: number; readonly max: number };
  /** The same bytes by one write on an open socket, in ms. */
  readonly rawMs: Figures;
}

/** Sits before the practice printer and notes when the picture's first and last byte come by. */
class Watched {
  firstAt = 0;
  lastAt = 0;
  #pair: readonly [Socket, Socket] | null = null;
  readonly #server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: this.#to, noDelay: true });
    near.setNoDelay();
    this.#pair = [near, far];
    near.on('data', (chunk: Buffer) => {
      const now = performance.now();
      if (this.firstAt === 0 && chunk.includes(PICTURE)) this.firstAt = now;
      if (this.firstAt !== 0 && chunk.includes(FENCE)) this.lastAt = now;
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => near.write(chunk));
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  readonly #to: number;

  constructor(to: number) {
    this.#to = to;
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  [Symbol.dispose](): void {
    for (const socket of this.#pair ?? []) socket.destroy();
    this.#server.close();
  }
}

function drawing(): { readonly drawMs: Figures; readonly bytes: Uint8Array } {
  const texts = parsePaperTexts(readFileSync(path.join(root, 'resources', 'texts', 'paper.vi.json'), 'utf8'));
  const press = createPaperPress(576, texts);
  let bytes: Uint8Array = new Uint8Array(0);
  const times = Array.from({ length: ROUNDS + 5 }, (_, round) => {
    const startedAt = performance.now();
    bytes = encodeJob(press.drawTicket({
      unitParent: 'UBND Thành phố', unitName: 'Trung tâm Phục vụ hành chính công xã Phú Xuyên', fieldName: 'Hộ tịch – Chứng thực', number: `A${String(round).padStart(3, '0')}`,
      issuedAt: Date.UTC(2026, 10, 24, 2, round) as EpochMs, waitingAhead: round, counters: [1, 2], isPriority: false, qr: `MC1:T:A${round}`, isExample: false,
    }));
    return performance.now() - startedAt;
  });
  return { drawMs: figuresOf(times.slice(5)), bytes };
}

/** One write of the bytes on an open socket of this machine, until the other side has all of them. */
async function raw(bytes: Uint8Array): Promise<Figures> {
  const times: number[] = [];
  let startedAt = 0;
  let got = 0;
  let done: () => void = () => undefined;
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      got += chunk.length;
      if (got < bytes.length) return;
      times.push(performance.now() - startedAt);
      done();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, noDelay: true });
  await once(socket, 'connect');
  for (let round = 0; round < ROUNDS; round += 1) {
    got = 0;
    const arrived = new Promise<void>((resolve) => (done = resolve));
    startedAt = performance.now();
    socket.write(bytes);
    await arrived;
  }
  socket.destroy();
  server.close();
  return figuresOf(times, 3);
}

/** Takes numbers at the example point's kiosk, each after the last one's ticket is through. What it starts is put into `parts` and ended. */
export async function benchPrint(parts: AsyncDisposableStack): Promise<PrintBench> {
  const { drawMs, bytes } = drawing();
  const rawMs = await raw(bytes);
  const own = parts.use(new AsyncDisposableStack());
  try {
    await bundleStation();
    const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
    own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const watched = own.use(new Watched(own.use(await startVirtualPrinter({ port: 0 })).port));
    const profile = readExampleProfile();
    // A point on its own: the way to the paper does not lead through the city.
    const settingsFile = writeMachineSettings(path.join(folder, 'station'), {
      dataFolder: path.join(folder, 'station'), profile, city: null, host: { port: 0, windows: exampleWindows(profile) },
      devices: { ticketPrinter: { kind: 'escpos-tcp', host: '127.0.0.1', port: await watched.listen() } },
    });
    const host = own.use(await startBrowserHost(settingsFile, [], () => undefined, await emptyPages(path.join(folder, 'pages')), path.join(root, 'out', 'station', 'station.js')));
    const kiosk = own.use(await Window.open(await host.newAddress('kiosk')));
    const { fields } = await kiosk.call('point.describe', {});
    const first: number[] = [];
    const last: number[] = [];
    for (let round = 0; round < ROUNDS + 3; round += 1) {
      watched.firstAt = 0;
      watched.lastAt = 0;
      const startedAt = performance.now();
      const { ticketId } = await kiosk.call('ticket.issue', { field: must(fields[round % fields.length], 'the point has fields').code, priority: 'none', procedureCode: null });
      for (;;) {
        const { print } = await kiosk.call('ticket.read', { ticketId });
        if (print?.state === 'printed') break;
        // One that failed before a byte was sent is printed by itself; the time until then is part of the figure.
        if (print?.state === 'unknown') throw new Error(`a ticket ended as unknown: ${print.code ?? ''}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      first.push(watched.firstAt - startedAt);
      last.push(watched.lastAt - startedAt);
    }
    const warm = first.slice(3);
    return {
      drawMs, rawMs, ticketBytes: bytes.length,
      firstByteMs: { p50: percentile(warm, 0.5), p95: percentile(warm, 0.95), max: percentile(warm, 1) },
      lastByteMs: { p50: percentile(last.slice(3), 0.5), max: percentile(last.slice(3), 1) },
    };
  } finally {
    await own.disposeAsync();
  }
}
