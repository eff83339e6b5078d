// Frames over the bridge that the Electron preload puts into the page; it is there as long as the page is.

import { Listeners } from '../../shared/base/listeners.ts';
import type { Answer } from './frames.ts';
import { answerSchema } from './frames.ts';
import type { LinkState, Transport } from './transport.ts';

/** The frozen object `window.motCua` of the preload. */
export interface MotCuaBridge {
  /** Hands a command over; the promise gives the answer frame ({ok: true, output} or {ok: false, error}) and never rejects for a refusal. */
  readonly call: (command: string, input: unknown) => Promise<unknown>;
  /** Passes every pushed frame ({event, payload}) on; the answer ends it. */
  readonly subscribe: (listener: (frame: unknown) => void) => () => void;
  readonly version: string | number;
}

const unreachable: Answer = { ok: false, error: { code: 'station.unreachable', params: {}, traceId: '' } };

/** Speaks through `bridge`; open from the start. */
export function createBridgeTransport(bridge: MotCuaBridge): Transport {
  const frames = new Listeners<[string]>();
  const states = new Listeners<[LinkState]>();
  let state: LinkState = 'open';
  const unsubscribe = bridge.subscribe((frame) => {
    if (state === 'open') frames.emit(JSON.stringify(frame) ?? '');
  });

  async function ask(text: string): Promise<void> {
    const { id, command, input } = JSON.parse(text) as { id: number; command: string; input: unknown };
    const answer = await bridge.call(command, input).then(
      (raw) => {
        const parsed = answerSchema.safeParse(raw);
        return parsed.success ? parsed.data : null;
      },
      () => unreachable,
    );
    // An answer that is none goes on as an empty frame, which the client reports as a fault.
    if (state === 'open') frames.emit(answer === null ? '' : JSON.stringify({ ...answer, id }));
  }

  return {
    get state() {
      return state;
    },
    send(text) {
      if (state === 'open') void ask(text);
    },
    onFrame: (listener) => frames.add(listener),
    onState: (listener) => states.add(listener),
    reset() {
      // The bridge has no connection of its own to throw away.
    },
    close() {
      if (state === 'closed') return;
      state = 'closed';
      unsubscribe();
      states.emit('closed');
    },
  };
}
