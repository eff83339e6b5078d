// Frames over a WebSocket to the browser host, connected again after each break with growing, jittered pauses.

import { Listeners } from '../../shared/base/listeners.ts';
import { pauseBeforeMs } from './pause.ts';
import type { LinkState, Transport } from './transport.ts';

export interface SocketParts {
  readonly open: (url: string) => WebSocket;
  readonly random: () => number;
}

const browserParts: SocketParts = { open: (url) => new WebSocket(url), random: () => Math.random() };

/** Connects to `url` (ws: or wss:) at once and stays connected until `close`. */
export function createSocketTransport(url: string, parts: SocketParts = browserParts): Transport {
  const frames = new Listeners<[string]>();
  const states = new Listeners<[LinkState]>();
  let state: LinkState = 'connecting';
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  function become(next: LinkState): void {
    if (state === next) return;
    state = next;
    states.emit(next);
  }
  function connect(): void {
    const own = parts.open(url);
    socket = own;
    own.addEventListener('open', () => {
      if (socket === own) become('open');
    });
    own.addEventListener('message', (message) => {
      if (socket !== own) return;
      // Only a word from the station proves that the way is good; an end that opens and drops keeps the pauses growing.
      attempt = 0;
      frames.emit(typeof message.data === 'string' ? message.data : '');
    });
    own.addEventListener('close', () => {
      if (socket === own) again();
    });
  }
  function again(): void {
    socket = null;
    become('connecting');
    clearTimeout(timer);
    timer = setTimeout(connect, pauseBeforeMs(attempt, parts.random()));
    attempt += 1;
  }
  connect();

  return {
    get state() {
      return state;
    },
    send(text) {
      if (state === 'open') socket?.send(text);
    },
    onFrame: (listener) => frames.add(listener),
    onState: (listener) => states.add(listener),
    reset() {
      if (state !== 'open') return;
      const stuck = socket;
      again();
      stuck?.close();
    },
    close() {
      if (state === 'closed') return;
      const last = socket;
      socket = null;
      clearTimeout(timer);
      become('closed');
      last?.close();
    },
  };
}

/** Address of the station's socket beside the page: the page lies at …/w/<windowId>/, its socket at …/w/<windowId>/socket. */
export function socketUrlOf(pageUrl: string): string {
  const url = new URL('socket', pageUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  url.search = '';
  return url.href;
}
