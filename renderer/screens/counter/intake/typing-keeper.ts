// Has the station keep what is being typed, press by press: one request at a time, always with the newest words.

import type { StoreApi } from 'zustand/vanilla';
import type { VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import type { Intents } from '../../../client/intents.ts';
import type { CounterUi } from '../counter-ui.ts';
import { takenUp, typedOf } from './typed-fields.ts';

/** The key of its intent. */
export const TYPING_KEY = 'typing';

export interface TypingKeeper {
  /** Another visit is at the counter: its words come back to where they were typed. */
  begin(visit: Visit | null): void;
  /** Begins listening; the answer ends it. */
  start(): () => void;
}

export function createTypingKeeper(ui: StoreApi<CounterUi>, intents: Intents, current: () => Visit | null): TypingKeeper {
  let of: VisitId | null = null;
  let kept = '{}';

  function keep(): void {
    const visit = current();
    if (visit === null || visit.visitId !== of || visit.state !== 'open') return;
    const typing = typedOf(ui.getState());
    const words = JSON.stringify(typing);
    if (words === kept || intents.store.getState()[TYPING_KEY]?.state === 'pending') return;
    void intents.run(TYPING_KEY, 'visit.keep-typing', { visitId: visit.visitId, typing }, () => {
      kept = words;
      keep();
    });
  }
  return {
    begin(visit) {
      of = visit?.visitId ?? null;
      kept = JSON.stringify(visit?.typing ?? {});
      if (visit !== null && visit.state === 'open' && Object.keys(visit.typing).length > 0) ui.setState(takenUp(visit));
    },
    start: () => ui.subscribe(keep),
  };
}
