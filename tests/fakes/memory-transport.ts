// The station's end of a transport in memory: the row of the transport suite without a process or a socket.

import { Listeners } from '../../shared/base/listeners.ts';
import type { LinkState, Transport } from '../../renderer/client/transport.ts';

export interface MemoryStation {
  readonly transport: Transport;
  /** Frames that reached the station, as text. */
  readonly received: string[];
  reply(text: string): void;
  /** Breaks the connection; it stays away until `restore`. */
  cut(): void;
  restore(): void;
  readonly resets: number;
}

/** Open from the start, or waiting for `restore` with `open: false`. */
export function memoryStation({ open = true } = {}): MemoryStation {
  const frames = new Listeners<[string]>();
  const states = new Listeners<[LinkState]>();
  const received: string[] = [];
  let state: LinkState = open ? 'open' : 'connecting';
  let resets = 0;
  function become(next: LinkState): void {
    if (state === next || state === 'closed') return;
    state = next;
    states.emit(next);
  }
  return {
    transport: {
      get state() {
        return state;
      },
      send(text) {
        if (state === 'open') received.push(text);
      },
      onFrame: (listener) => frames.add(listener),
      onState: (listener) => states.add(listener),
      reset() {
        resets += 1;
        become('connecting');
      },
      close: () => become('closed'),
    },
    received,
    reply(text) {
      if (state === 'open') frames.emit(text);
    },
    cut: () => become('connecting'),
    restore: () => become('open'),
    get resets() {
      return resets;
    },
  };
}
