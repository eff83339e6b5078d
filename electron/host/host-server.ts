// The browser host's server on 127.0.0.1: pages over HTTP, frames over a socket per window, relayed to the station with the caller that the settings name.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Caller } from '../../shared/contract/command.ts';
import { MAX_REQUEST_CHARS } from '../../shared/contract/command.ts';
import type { Asker, HostReply } from '../link/host-door.ts';
import { hostRequestIn } from '../link/host-frames.ts';
import type { MachineSettings } from '../link/settings.ts';
import type { ToStation } from '../link/parent-link.ts';
import { answerPage, windowOf, type PageRules } from './pages.ts';
import type { WindowKeys } from './window-keys.ts';

/** Most sockets at once; a point has a few windows. */
const MAX_SOCKETS = 200;
/** A socket that is this far behind is closed; the window comes back and reads anew. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
/** Close code for "the station is not running now, come back" (RFC 6455 registry: 1012 service restart). */
const SERVICE_RESTART = 1012;

/** What the server needs. */
export interface HostServerParts {
  readonly settings: MachineSettings['host'];
  readonly keys: WindowKeys;
  readonly files: string;
  readonly newClientId: () => string;
  readonly isStationReady: () => boolean;
  readonly toStation: (message: ToStation) => void;
  /** Answers the commands that are the host's own; resolves always. */
  readonly askHost: (asker: Asker, command: string, input: unknown) => Promise<HostReply>;
}

/** A listening server. */
export interface HostServer extends AsyncDisposable {
  readonly port: number;
  /** Address that opens a window, with its key. */
  addressOf(windowId: string): string;
  /** A frame of the station for one window. */
  deliver(clientId: string, text: string): void;
  /** Says one event of the host itself to every window. */
  tellAll(text: string): void;
  /** The station is gone: windows are told by closing their sockets. */
  dropAll(): void;
}

/** Listens on 127.0.0.1. Rejects when the port is taken. */
export async function startHostServer(parts: HostServerParts): Promise<HostServer> {
  const callers = new Map<string, Caller>(parts.settings.windows.map((window) => [window.windowId, window.caller]));
  const clients = new Map<string, WebSocket>();
  let rules: PageRules | null = null;

  const server = createServer((request, response) => {
    if (rules === null) return void response.writeHead(503).end();
    const answer = answerPage({ method: request.method ?? '', target: request.url ?? '', host: request.headers.host, cookie: request.headers.cookie }, rules);
    response.writeHead(answer.status, answer.headers);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_CHARS * 4, perMessageDeflate: false });

  const attach = (socket: WebSocket, caller: Caller): void => {
    const clientId = parts.newClientId();
    clients.set(clientId, socket);
    parts.toStation({ kind: 'open', clientId, caller });
    socket.on('message', (data, isBinary) => {
      // Frames that were on their way when this end began to close belong to nobody.
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary || !Buffer.isBuffer(data)) return socket.close(1003);
      const text = data.toString('utf8');
      const own = hostRequestIn(text);
      if (own === null) return parts.toStation({ kind: 'frame', clientId, text });
      void parts.askHost({ clientId, caller }, own.command, own.input).then((reply) => {
        if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ id: own.id, ...reply }));
      });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clients.delete(clientId);
      parts.toStation({ kind: 'close', clientId });
    });
  };

  server.on('upgrade', (request, socket, head) => {
    const refuse = (status: string): void => {
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    socket.on('error', () => socket.destroy());
    const at = windowOf(URL.parse(request.url ?? '', 'http://host')?.pathname ?? '');
    const caller = at === null ? undefined : callers.get(at.windowId);
    if (rules === null || at === null || caller === undefined || at.rest !== 'socket') return refuse('404 Not Found');
    if (request.headers.host !== rules.authority || request.headers.origin !== `http://${rules.authority}`) return refuse('403 Forbidden');
    if (!parts.keys.isCookie(at.windowId, request.headers.cookie)) return refuse('401 Unauthorized');
    if (!parts.isStationReady() || clients.size >= MAX_SOCKETS) return refuse('503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (open) => attach(open, caller));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.settings.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  rules = { authority: `127.0.0.1:${port}`, windowIds: new Set(callers.keys()), keys: parts.keys, files: parts.files };

  return {
    port,
    addressOf: (windowId) => `http://127.0.0.1:${port}/open?w=${windowId}&k=${parts.keys.keyOf(windowId)}`,
    deliver: (clientId, text) => {
      const socket = clients.get(clientId);
      if (socket === undefined || socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
      else socket.send(text);
    },
    tellAll: (text) => {
      for (const socket of clients.values()) if (socket.readyState === socket.OPEN) socket.send(text);
    },
    dropAll: () => {
      for (const socket of clients.values()) socket.close(SERVICE_RESTART);
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of clients.values()) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
