// The sockets of all windows: taken only before they are sockets, each relayed to the station in the name that the settings give, each held to its measure.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_REQUEST_CHARS, type Caller, type StationFrame } from '../../shared/contract/command.ts';
import type { Asker, HostReply } from '../link/host-door.ts';
import { hostRequestIn, requestIn } from '../link/host-frames.ts';
import type { ToStation } from '../link/parent-link.ts';
import { FRAMES, FRAME_CHARS, HANDSHAKES, MAX_BUFFERED_BYTES, MAX_SOCKETS, MAX_SOCKETS_OF_WINDOW } from './limits.ts';
import { windowOf } from './pages.ts';
import { Bucket } from './rate.ts';
import { refuseShape } from './request-shape.ts';
import type { WindowPasses } from './window-passes.ts';

/** Close code for "the station is not running now, come back" (RFC 6455 registry: 1012 service restart). */
const SERVICE_RESTART = 1012;
/** Close code for whoever sends more than any window of ours would (RFC 6455: 1008 policy violation). */
const TOO_MUCH = 1008;

export interface SocketParts {
  readonly callers: ReadonlyMap<string, Caller>;
  readonly passes: WindowPasses;
  readonly newClientId: () => string;
  readonly isStationReady: () => boolean;
  /** True while the host itself has something to say in the station's place. */
  readonly isInTrouble: () => boolean;
  readonly toStation: (message: ToStation) => void;
  /** Answers the commands that are the host's own; resolves always. */
  readonly askHost: (asker: Asker, command: string, input: unknown) => Promise<HostReply>;
  readonly monotonic: () => number;
}

interface Client {
  readonly socket: WebSocket;
  readonly windowId: string;
}

/** All sockets, until `end`. */
export class SocketSet {
  readonly #parts: SocketParts;
  readonly #clients = new Map<string, Client>();
  readonly #handshakes = new Map<string, Bucket>();
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_CHARS * 4, perMessageDeflate: false, clientTracking: false });

  constructor(parts: SocketParts) {
    this.#parts = parts;
  }

  /** Decides about one handshake; what is refused never becomes a socket. */
  take(request: IncomingMessage, stream: Duplex, head: Buffer, authority: string): void {
    stream.on('error', () => stream.destroy());
    const decided = this.#decide(request, authority);
    if (typeof decided === 'string') return void stream.end(`HTTP/1.1 ${decided}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`);
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#attach(socket, decided.windowId, decided.caller));
  }

  windowOf(clientId: string): string | null {
    return this.#clients.get(clientId)?.windowId ?? null;
  }

  #decide(request: IncomingMessage, authority: string): { readonly windowId: string; readonly caller: Caller } | string {
    const { callers, passes, isStationReady, isInTrouble, monotonic } = this.#parts;
    const shape = refuseShape({ method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders }, authority);
    // A page of ours always says where it is from; a handshake without that is somebody's program.
    if (shape !== null || request.headers.origin === undefined) return shape === null || shape.status === 403 ? '403 Forbidden' : '400 Bad Request';
    const at = windowOf(request.url ?? '');
    const caller = at === null ? undefined : callers.get(at.windowId);
    if (at === null || caller === undefined || at.rest !== 'socket') return '404 Not Found';
    if (!passes.isCookie(at.windowId, request.headers.cookie)) return '401 Unauthorized';
    const handshakes = this.#handshakes.get(at.windowId) ?? new Bucket(HANDSHAKES.burst, HANDSHAKES.perSecond, monotonic);
    this.#handshakes.set(at.windowId, handshakes);
    if (!handshakes.take()) return '429 Too Many Requests';
    const ofWindow = [...this.#clients.values()].filter(({ windowId }) => windowId === at.windowId).length;
    if (!(isStationReady() || isInTrouble()) || this.#clients.size >= MAX_SOCKETS || ofWindow >= MAX_SOCKETS_OF_WINDOW) return '503 Service Unavailable';
    return { windowId: at.windowId, caller };
  }

  #attach(socket: WebSocket, windowId: string, caller: Caller): void {
    const { newClientId, isStationReady, toStation, askHost, monotonic } = this.#parts;
    const clientId = newClientId();
    const [frames, chars] = [new Bucket(FRAMES.burst, FRAMES.perSecond, monotonic), new Bucket(FRAME_CHARS.burst, FRAME_CHARS.perSecond, monotonic)];
    this.#clients.set(clientId, { socket, windowId });
    // One that came while there was none is never made known to a later station: every socket ends between the two.
    const isOfStation = isStationReady();
    if (isOfStation) toStation({ kind: 'open', clientId, caller, windowId });
    socket.on('message', (data, isBinary) => {
      // Frames that were on their way when this end began to close belong to nobody.
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary || !Buffer.isBuffer(data)) return socket.close(1003);
      const text = data.toString('utf8');
      if (!frames.take() || !chars.take(text.length)) return socket.close(TOO_MUCH);
      const own = hostRequestIn(text);
      if (own === null) return isOfStation ? toStation({ kind: 'frame', clientId, text }) : this.#refuse(clientId, text);
      void askHost({ clientId, caller }, own.command, own.input).then((reply) => this.deliver(clientId, JSON.stringify({ id: own.id, ...reply })));
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#clients.delete(clientId);
      if (isOfStation) toStation({ kind: 'close', clientId });
    });
  }

  /** Answers in the place of a station that is not there. */
  #refuse(clientId: string, text: string): void {
    const asked = requestIn(text);
    if (asked !== null) this.deliver(clientId, JSON.stringify({ id: asked.id, ok: false, error: { code: 'station.unreachable', params: {}, traceId: this.#parts.newClientId() } } satisfies StationFrame));
  }

  /** A frame of the station for one window. */
  deliver(clientId: string, text: string): void {
    const socket = this.#clients.get(clientId)?.socket;
    if (socket === undefined || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
    else socket.send(text);
  }

  /** Says one event of the host itself to every window. */
  tellAll(text: string): void {
    for (const clientId of this.#clients.keys()) this.deliver(clientId, text);
  }

  /** The station is gone: windows are told by closing their sockets. */
  dropAll(): void {
    for (const { socket } of this.#clients.values()) socket.close(SERVICE_RESTART);
  }

  /** Ends every socket at once. */
  end(): void {
    for (const { socket } of this.#clients.values()) socket.terminate();
  }
}
