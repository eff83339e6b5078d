// Keeps the host's windows while what serves them changes: from recovery to work they stay connected, and are told to look again.

import type { Caller } from '../../shared/contract/command.ts';
import type { ToStation } from '../link/parent-link.ts';
import type { Door } from './door/door.ts';

type OfWindows = Extract<ToStation, { kind: 'open' | 'frame' | 'close' }>;

export class Switchboard {
  readonly #windows = new Map<string, { readonly caller: Caller; readonly windowId: string }>();
  #door: Door | null = null;

  /** From now on `door` serves every window; those that are there are told 'point.changed'. */
  serve(door: Door): void {
    this.#door = door;
    for (const [clientId, { caller, windowId }] of this.#windows) door.open(clientId, caller, windowId);
    door.publish('point.changed', {});
  }

  /** A window's message; what comes before anything serves it is for nobody, since a host sends nothing before 'ready'. */
  take(message: OfWindows): void {
    if (message.kind === 'frame') return void this.#door?.receive(message.clientId, message.text);
    if (message.kind === 'open') {
      const { clientId, caller, windowId = clientId } = message;
      this.#windows.set(clientId, { caller, windowId });
      this.#door?.open(clientId, caller, windowId);
    } else {
      this.#windows.delete(message.clientId);
      this.#door?.close(message.clientId);
    }
  }
}
