// Frames over the bridge that the Electron preload puts into the page. The bridge is always there; the station behind it may be away.

import { Listeners } from '../../shared/base/listeners.ts';
import { isHostCommand, STATION_GONE } from '../../shared/contract/host.ts';
import { answerSchema } from './frames.ts';
import { pauseBeforeMs } from './pause.ts';
import type { LinkState, Transport } from './transport.ts';

/** The frozen object `window.motCua` of the preload. */
export interface MotCuaBridge {
  /** Hands a command over; the promise gives {ok: true, output} or {ok: false, error}, and 'station.unreachable' at once while the station is away. */
  readonly call: (command: string, input: unknown) => Promise<unknown>;
  /** Passes every pushed frame ({event, payload}) on; the answer ends it. */
  readonly subscribe: (listener: (frame: unknown) => void) => () => void;
  readonly version: string | number;
}

/** What is asked to find out whether the station is back: every window may ask it. */
const PROBE = 'point.describe';

/**
 * Speaks through `bridge`; open from the start. A station that is away turns the state to 'connecting'; it is then asked again with growing
 * pauses, and on 'open' the client sends once more whatever has no answer yet.
 */
export function createBridgeTransport(bridge: MotCuaBridge, random: () => number = () => Math.random()): Transport {
  const frames = new Listeners<[string]>();
  const states = new Listeners<[LinkState]>();
  let state: LinkState = 'open';
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Ids of calls that the host has and has not answered. */
  const atHost = new Set<number>();
  const unsubscribe = bridge.subscribe((frame) => {
    if (isStationGone(frame)) lost();
    else if (state !== 'closed') frames.emit(JSON.stringify(frame) ?? '');
  });

  function become(next: LinkState): void {
    if (state === next || state === 'closed') return;
    state = next;
    states.emit(next);
  }
  /** The answer's text, '' for an answer that is none, null while the station is away. */
  async function ask(id: number, command: string, input: unknown): Promise<string | null> {
    let raw: unknown;
    try {
      raw = await bridge.call(command, input);
    } catch {
      // The shell itself did not answer: for the page the station is away.
      return null;
    }
    const parsed = answerSchema.safeParse(raw);
    if (!parsed.success) return '';
    if (!parsed.data.ok && parsed.data.error.code === 'station.unreachable') return null;
    return JSON.stringify({ ...parsed.data, id });
  }
  function lost(): void {
    if (state !== 'open') return;
    become('connecting');
    probe(0);
  }
  function probe(attempt: number): void {
    timer = setTimeout(() => {
      void ask(0, PROBE, {}).then((answer) => {
        if (state !== 'connecting') return;
        if (answer === null) probe(attempt + 1);
        else become('open');
      });
    }, pauseBeforeMs(attempt, random()));
  }

  return {
    get state() {
      return state;
    },
    send(text) {
      if (state === 'closed') return;
      const { id, command, input } = JSON.parse(text) as { id: number; command: string; input: unknown };
      // The host is there when its station is not. The client says everything again after a break: what the host is still busy with must not be begun twice.
      if (isHostCommand(command) ? atHost.has(id) : state !== 'open') return;
      if (isHostCommand(command)) atHost.add(id);
      void ask(id, command, input).then((answer) => {
        atHost.delete(id);
        if (state === 'closed') return;
        if (answer === null) lost();
        else frames.emit(answer);
      });
    },
    onFrame: (listener) => frames.add(listener),
    onState: (listener) => states.add(listener),
    reset: lost,
    close() {
      clearTimeout(timer);
      unsubscribe();
      become('closed');
    },
  };
}

function isStationGone(frame: unknown): boolean {
  return typeof frame === 'object' && frame !== null && 'event' in frame && frame.event === STATION_GONE;
}
