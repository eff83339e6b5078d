// The browser host's server on 127.0.0.1: pages over HTTP, a socket per window, everything held to its measure. Other machines are not served.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '../../shared/contract/command.ts';
import type { Asker, HostReply } from '../link/host-door.ts';
import type { ToStation } from '../link/parent-link.ts';
import type { WindowSettings } from '../link/settings-reading.ts';
import { HEAD_MS, IDLE_MS, LOOK_MS, MAX_CONNECTIONS, MAX_HEAD_BYTES, MAX_HEADERS, REFUSALS, REQUEST_MS } from './limits.ts';
import { answerPage, plain, type PageRules } from './pages.ts';
import { Bucket } from './rate.ts';
import { SocketSet } from './socket-set.ts';
import { WindowPasses } from './window-passes.ts';

/** What the server needs. */
export interface HostServerParts {
  readonly settings: { readonly port: number; readonly windows: readonly WindowSettings[] };
  readonly files: string;
  readonly newClientId: () => string;
  readonly monotonic: () => number;
  readonly isStationReady: () => boolean;
  /** True while the host itself has something to say in the station's place: windows are let in to hear it. */
  readonly isInTrouble: () => boolean;
  readonly toStation: (message: ToStation) => void;
  /** Answers the commands that are the host's own; resolves always. */
  readonly askHost: (asker: Asker, command: string, input: unknown) => Promise<HostReply>;
}

/** A listening server. */
export interface HostServer extends AsyncDisposable {
  readonly port: number;
  /** A new address that opens a window once; `onUsed` is told when it has. */
  newAddress(windowId: string, onUsed?: () => void): string;
  /** A frame of the station for one window. */
  deliver(clientId: string, text: string): void;
  /** Name of the window that a client shows; null for one that is gone. */
  windowOf(clientId: string): string | null;
  /** Says one event of the host itself to every window. */
  tellAll(text: string): void;
  /** Serves these windows from now on. What was issued for one that is gone or belongs to another role opens nothing any more. */
  serve(windows: readonly WindowSettings[]): void;
  /** The station is gone: windows are told by closing their sockets. */
  dropAll(): void;
}

/** Listens on 127.0.0.1. Rejects when the port is taken. */
export async function startHostServer(parts: HostServerParts): Promise<HostServer> {
  const callers = new Map<string, Caller>(parts.settings.windows.map((window) => [window.windowId, window.caller]));
  const passes = new WindowPasses();
  const sockets = new SocketSet({ ...parts, callers, passes });
  const refusals = new Bucket(REFUSALS.burst, REFUSALS.perSecond, parts.monotonic);
  let rules: PageRules | null = null;

  const server = createServer({ maxHeaderSize: MAX_HEAD_BYTES, headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: LOOK_MS, keepAliveTimeout: HEAD_MS, requireHostHeader: true }, (request, response) => {
    const asked = { method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders, cookie: request.headers.cookie };
    const decided = rules === null ? plain(503, 'not yet') : answerPage(asked, rules);
    const isRefused = decided.status >= 400;
    const answer = isRefused && !refusals.take() ? plain(429, '') : decided;
    // Who is refused may have sent more than was read: nothing behind it is taken for a request.
    response.writeHead(answer.status, isRefused ? { ...answer.headers, connection: 'close' } : answer.headers);
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.maxHeadersCount = MAX_HEADERS;
  server.setTimeout(IDLE_MS);
  server.on('upgrade', (request, stream, head) => {
    if (rules === null) stream.destroy();
    else sockets.take(request, stream, head, rules.authority);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.settings.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  rules = { authority: `127.0.0.1:${port}`, callers, passes, files: parts.files };

  return {
    port,
    newAddress: (windowId, onUsed) => `http://127.0.0.1:${port}/open?w=${windowId}&t=${passes.issue(windowId, onUsed)}`,
    deliver: (clientId, text) => sockets.deliver(clientId, text),
    windowOf: (clientId) => sockets.windowOf(clientId),
    tellAll: (text) => sockets.tellAll(text),
    serve: (windows) => {
      const next = new Map(windows.map((window) => [window.windowId, window.caller]));
      for (const [windowId, caller] of callers) if (!isDeepStrictEqual(next.get(windowId), caller)) passes.revoke(windowId);
      sockets.dropAll();
      callers.clear();
      for (const [windowId, caller] of next) callers.set(windowId, caller);
    },
    dropAll: () => sockets.dropAll(),
    [Symbol.asyncDispose]: async () => {
      sockets.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
