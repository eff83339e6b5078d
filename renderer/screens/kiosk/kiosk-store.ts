// The kiosk's slice: where the person is, what they have chosen and typed; all of it is wiped when they leave.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { z } from 'zod';
import type { ProcedureCode } from '../../../shared/base/ids.ts';
import type { CommandInput, CommandOutput } from '../../../shared/contract/commands.ts';
import type { LookUpResult } from '../../../shared/contract/dossier.ts';
import type { IssuedTicket, prioritySchema } from '../../../shared/contract/queue.ts';

export type Priority = z.infer<typeof prioritySchema>;

export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'fields' }
  | { readonly at: 'number'; readonly ticket: IssuedTicket }
  | { readonly at: 'search' }
  | { readonly at: 'procedure'; readonly code: ProcedureCode }
  | { readonly at: 'take-home'; readonly code: ProcedureCode; readonly name: string }
  | { readonly at: 'look-up' }
  | { readonly at: 'rate' }
  | { readonly at: 'petition' }
  | { readonly at: 'petition-status'; readonly found: CommandOutput<'petition.look-up'> }
  | { readonly at: 'dossier'; readonly result: LookUpResult; readonly asked: CommandInput<'dossier.look-up'> };

export interface LookUpDraft {
  readonly code: string;
  readonly idNumber: string;
}

/** How the person wants to see and hear the kiosk; holds until the next person. */
export interface Ways {
  readonly isLarge: boolean;
  readonly hasContrast: boolean;
  /** What is touched stays in the lower two thirds. */
  readonly isSeated: boolean;
  readonly isSpoken: boolean;
}
const PLAIN_WAYS: Ways = { isLarge: false, hasContrast: false, isSeated: false, isSpoken: false };

export interface KioskState {
  readonly place: Place;
  /** Places to go back to, the nearest last. */
  readonly trail: readonly Place[];
  readonly priority: Priority;
  readonly searchText: string;
  readonly lookUp: LookUpDraft;
  readonly ways: Ways;
  /** A reader has typed a code that is no receipt: what is wrong with it stands in front. */
  readonly isReaderTyping: boolean;
  /** Another number for every person, as far as the kiosk can tell: it goes up whenever the first page comes back. What was begun for one is not the next one's. */
  readonly person: number;
}

export interface Kiosk {
  readonly store: StoreApi<KioskState>;
  readonly go: (place: Place) => void;
  readonly back: () => void;
  /** To the first page; what was chosen and typed is gone, how the person reads stays. */
  readonly home: () => void;
  /** As for the next person: the first page, and plain ways to see and hear too. */
  readonly reset: () => void;
  readonly change: (part: Partial<Pick<KioskState, 'priority' | 'searchText' | 'lookUp' | 'ways' | 'isReaderTyping'>>) => void;
}

const PERSONAL = { place: { at: 'home' }, trail: [], priority: 'none', searchText: '', lookUp: { code: '', idNumber: '' }, isReaderTyping: false } as const satisfies Partial<KioskState>;

export function createKiosk(): Kiosk {
  const store = createStore<KioskState>(() => ({ ...PERSONAL, ways: PLAIN_WAYS, person: 1 }));
  return {
    store,
    go: (place) => store.setState(({ place: from, trail }) => ({ place, trail: [...trail, from] })),
    back: () =>
      store.setState(({ trail, person }) => {
        const before = trail.at(-1);
        if (before === undefined) return { ...PERSONAL, person: person + 1 };
        return { place: before, trail: trail.slice(0, -1), person: before.at === 'home' ? person + 1 : person };
      }),
    home: () => store.setState(({ person }) => ({ ...PERSONAL, person: person + 1 })),
    reset: () => store.setState(({ person }) => ({ ...PERSONAL, ways: PLAIN_WAYS, person: person + 1 })),
    change: (part) => store.setState(part),
  };
}
