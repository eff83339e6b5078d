// Which keys of the queue may be pressed now, and the sentence for one that may not.

import type { Desk } from '../../../../shared/contract/queue.ts';
import type { TextKey, TextParams } from '../../../parts/texts/texts.ts';

export type DeskAction = 'next' | 'recall' | 'skip' | 'hold' | 'transfer' | 'finish' | 'pause' | 'resume';

/** A sentence by key, shown where the officer looks. */
export interface Obstacle {
  readonly key: TextKey;
  readonly params: TextParams;
}

interface Situation {
  readonly desk: Desk | null;
  /** Another act of the queue is under way. */
  readonly pending: boolean;
  readonly dossierOpened: boolean;
}

/** Why `action` can do nothing now; null when it can. The station checks again: this only spares the officer a refusal. */
export function whyNot(action: DeskAction, { desk, pending, dossierOpened }: Situation): Obstacle | null {
  if (desk === null || pending) return { key: 'counter.why.pending', params: {} };
  const number = desk.current?.number ?? null;
  switch (action) {
    case 'next':
      if (desk.state === 'paused') return { key: 'counter.why.paused', params: {} };
      return number === null ? null : { key: 'counter.why.busy', params: { number } };
    case 'pause':
      return number === null ? null : { key: 'counter.why.serving-pause', params: { number } };
    case 'resume':
      return null;
    case 'skip':
    case 'hold':
    case 'transfer':
      if (number !== null && dossierOpened) return { key: 'counter.why.dossier-opened', params: { number } };
      return number === null ? { key: 'counter.why.nobody', params: {} } : null;
    case 'recall':
    case 'finish':
      return number === null ? { key: 'counter.why.nobody', params: {} } : null;
  }
}
