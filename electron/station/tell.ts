// Tells windows through the door, and the station's own parts of the same: what is shown on a screen is also lit above a counter.

import { Listeners } from '../../shared/base/listeners.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { Publish } from './commands/context.ts';
import type { Door } from './door/door.ts';

/** Something that windows were told. */
export type Told = { readonly [Name in EventName]: { readonly event: Name; readonly payload: EventPayload<Name> } }[EventName];
/** Where the station's parts hear of it. */
export type Hearing = Pick<Listeners<[Told]>, 'add'>;

/** @param door asked for at each telling: it is built after what tells through it */
export function createTelling(door: () => Door): { readonly tell: Publish; readonly told: Hearing } {
  const told = new Listeners<[Told]>();
  return {
    told,
    tell: (event, payload) => {
      door().publish(event, payload);
      // Name and payload came together, which the type of a generic call cannot say.
      told.emit({ event, payload } as Told);
    },
  };
}
