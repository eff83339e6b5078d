// One TCP connection to a printer: bytes out, answers in, and a way to wait for one of them.

import { connect, type Socket } from 'node:net';
import { Listeners } from '../../../../shared/base/listeners.ts';
import type { DeviceClock } from '../ports.ts';
import { AnswerSplitter, type PrinterAnswer } from './answers.ts';

type AnswerOf<Kind extends PrinterAnswer['kind']> = Extract<PrinterAnswer, { kind: Kind }>;

/** Made by `openLink`; dead once `closed` has settled. */
export class PrinterLink {
  /** Resolves when the connection is over, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #clock: DeviceClock;
  readonly #answers = new Listeners<[PrinterAnswer]>();

  constructor(socket: Socket, clock: DeviceClock) {
    this.#socket = socket;
    this.#clock = clock;
    const splitter = new AnswerSplitter();
    socket.on('data', (chunk: Buffer) => {
      for (const answer of splitter.push(chunk)) this.#answers.emit(answer);
    });
    // Every error is followed by 'close', which is what the driver acts on.
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  onAnswer(listener: (answer: PrinterAnswer) => void): () => void {
    return this.#answers.add(listener);
  }

  /** Hands bytes to the system; says nothing about the printer. */
  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Hands bytes to the system and waits until it has passed all of them on; false when `ms` have passed, the connection ended, or `signal` was aborted. */
  async sendAll(bytes: Uint8Array, ms: number, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const sent = new Promise<boolean>((resolve) => {
      this.#socket.write(bytes, (error) => resolve(error === null || error === undefined));
    });
    const late = this.#clock.sleep(ms, AbortSignal.any([over.signal, signal])).then(() => false, () => false);
    const done = await Promise.race([sent, late, this.closed.then(() => false)]);
    over.abort();
    return done;
  }

  /** The next answer of one kind; null when `ms` have passed, the connection ended, or `signal` was aborted. Listens from the moment of the call. */
  async next<Kind extends PrinterAnswer['kind']>(kind: Kind, ms: number, signal?: AbortSignal): Promise<AnswerOf<Kind> | null> {
    const over = new AbortController();
    const until = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
    let stopListening = (): void => undefined;
    const heard = new Promise<AnswerOf<Kind>>((resolve) => {
      stopListening = this.#answers.add((answer) => {
        if (isOfKind(answer, kind)) resolve(answer);
      });
    });
    const late = this.#clock.sleep(ms, until).then(() => null, () => null);
    try {
      return await Promise.race([heard, late, this.closed.then(() => null)]);
    } finally {
      stopListening();
      over.abort();
    }
  }

  /** Says good-bye first, since a printer throws away what it has not yet taken in of a connection that is reset. */
  async close(ms: number): Promise<void> {
    this.#socket.end();
    const over = new AbortController();
    await Promise.race([this.closed, this.#clock.sleep(ms, over.signal).catch(() => undefined)]);
    over.abort();
    this.#socket.destroy();
    await this.closed;
  }

  /** Ends the connection at once: what the system still holds is not sent any more. */
  drop(): void {
    this.#socket.resetAndDestroy();
  }
}

/** Connects within `ms`; null if the printer cannot be reached. */
export async function openLink(host: string, port: number, ms: number, clock: DeviceClock, signal: AbortSignal): Promise<PrinterLink | null> {
  const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
  const over = new AbortController();
  const connected = new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  const late = clock.sleep(ms, AbortSignal.any([over.signal, signal])).then(() => false, () => false);
  const ok = await Promise.race([connected, late]);
  over.abort();
  if (ok && !signal.aborted) return new PrinterLink(socket, clock);
  socket.on('error', () => undefined);
  socket.destroy();
  return null;
}

function isOfKind<Kind extends PrinterAnswer['kind']>(answer: PrinterAnswer, kind: Kind): answer is AnswerOf<Kind> {
  return answer.kind === kind;
}
