// The line between a station and its city as a test bends it: passes every exchange on, or loses it, holds it, answers in the city's place, or is cut.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Agent, request } from 'undici';
import { breakOff } from '../../../shared/base/break-off.ts';

export interface LineAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** With what the city says it can be packed for. */
  readonly accepts?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Headers that are passed on, there and back. */
const THERE = ['authorization', 'x-request-id', 'x-station', 'accept', 'content-type', 'content-encoding', 'tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'];
const BACK = ['location', 'upload-offset', 'x-request-id'];

/** One question of the station. */
export interface Exchange {
  /** Such as 'POST /v1/push', without the query. */
  readonly what: string;
  /** The request id of its header. */
  readonly requestId: string;
  readonly body: Buffer;
  /** Its content encoding. */
  readonly packing: string | undefined;
  /** Asks the city; its answer, which may then be lost. Broken off when the station goes away, as a socket is. */
  pass(): Promise<LineAnswer>;
  /** Likewise, but arrives even if the station has long gone, as packets do. */
  passLate(): Promise<LineAnswer>;
}

/** What becomes of an exchange: an answer, or 'lost' when the connection breaks instead of it. */
export type Rule = (exchange: Exchange) => Promise<LineAnswer | 'lost'> | LineAnswer | 'lost';

export class Line implements AsyncDisposable {
  readonly #server: Server;
  readonly #agent = new Agent({ connections: 20 });
  readonly #sockets = new Set<Socket>();
  readonly #cityUrl: () => string;
  #isUp = true;
  /** How exchanges go; passes them on unless a test says otherwise. */
  rule: Rule = (exchange) => exchange.pass();
  /** Every question so far, in order. */
  readonly asked: string[] = [];
  /** Connections that were tried while the line was cut. */
  knocks = 0;

  private constructor(cityUrl: () => string) {
    this.#cityUrl = cityUrl;
    this.#server = createServer((question, answer) => {
      this.#carry(question, answer).catch(() => answer.destroy());
    });
    this.#server.on('connection', (socket) => {
      if (!this.#isUp) {
        this.knocks += 1;
        breakOff(socket);
        return;
      }
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(cityUrl: () => string): Promise<Line> {
    const line = new Line(cityUrl);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What is open is reset, what comes is reset. */
  cut(): void {
    this.#isUp = false;
    for (const socket of this.#sockets) breakOff(socket);
  }

  heal(): void {
    this.#isUp = true;
  }

  /** How often something was asked. */
  count(what: string): number {
    return this.asked.filter((own) => own === what).length;
  }

  async #carry(question: IncomingMessage, answer: ServerResponse): Promise<void> {
    const gone = new AbortController();
    answer.once('close', () => gone.abort());
    const chunks: Buffer[] = [];
    for await (const chunk of question) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const what = `${question.method ?? ''} ${(question.url ?? '').split('?')[0] ?? ''}`;
    this.asked.push(what);
    const outcome = await this.rule({ what, requestId: String(question.headers['x-request-id']), body, packing: question.headers['content-encoding'], pass: () => this.#pass(question, body, gone.signal), passLate: () => this.#pass(question, body, null) });
    if (outcome === 'lost') return void answer.destroy();
    answer.writeHead(outcome.status, { ...outcome.headers, 'content-type': outcome.type, ...(outcome.accepts === undefined ? {} : { 'accept-encoding': outcome.accepts }) });
    answer.end(outcome.body);
  }

  async #pass({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer, signal: AbortSignal | null): Promise<LineAnswer> {
    const kept = Object.fromEntries(THERE.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])));
    const answered = await request(new URL(url, this.#cityUrl()), { method, headers: kept, body: body.length === 0 ? null : body, dispatcher: this.#agent, signal });
    const back = Object.fromEntries(BACK.flatMap((name) => (answered.headers[name] === undefined ? [] : [[name, String(answered.headers[name])]])));
    return { status: answered.statusCode, type: String(answered.headers['content-type']), body: await answered.body.text(), accepts: answered.headers['accept-encoding']?.toString(), headers: back };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    await this.#agent.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
