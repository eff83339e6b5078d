// What has to be said to a portal because a dossier changed. Pure.

import type { EpochMs } from '../../../shared/base/ids.ts';
import { isEnd } from '../../../shared/domain/dossier/status.ts';
import { portalStatus } from '../case.ts';
import type { CaseStep } from '../case.ts';
import type { PortalSettings } from '../settings.ts';

/** Where the portal will be with a dossier when everything that waits is done. */
export interface Told {
  readonly status: CaseStep['status'];
  readonly isVoided: boolean;
  readonly dueAt: EpochMs | null;
  readonly at: EpochMs;
}

/** A change as the feed has it. */
export interface Turn extends CaseStep {
  /** Something of the person or the procedure is another, or the person is erased. */
  readonly isRewritten: boolean;
}

/** What is said with one call; 'rest': what has no call is looked for, for a person to say it by hand. */
export type What = 'code' | 'files' | 'dossier' | 'progress' | 'status' | 'result-files' | 'rest' | 'by-hand';

/** True where a dossier may stay for good and the six-step calls have no lists of what it costs and what came of it. */
export function endsWithoutLists({ statusLists }: { readonly statusLists: readonly CaseStep['status'][] }, step: Pick<CaseStep, 'status' | 'isVoided'>): boolean {
  const status = portalStatus(step);
  return isEnd(status) && !statusLists.includes(status);
}

const SECOND = 1000;

/**
 * A portal writes moments in whole seconds and orders a dossier's steps by them: each is at least a second after the one before, and that second tells a repeated step from a new one.
 * A station's clock that went wrong may push later steps a little ahead.
 */
export function momentAfter(at: EpochMs, told: Told | null): EpochMs {
  const whole = Math.floor(at / SECOND) * SECOND;
  return Math.max(whole, told === null ? whole : told.at + SECOND) as EpochMs;
}

function partsOf(settings: PortalSettings, told: Told | null, turn: Turn): readonly What[] {
  const isMoved = told === null || portalStatus(told) !== portalStatus(turn);
  const isDueChanged = told !== null && told.dueAt !== turn.dueAt;
  if (settings.dialect === 'classic') return isMoved ? ['dossier', 'progress'] : turn.isRewritten || isDueChanged ? ['dossier'] : [];
  const rest: readonly What[] = endsWithoutLists(settings, turn) ? ['rest'] : [];
  if (told === null) return [...(settings.givesCodes ? (['code'] as const) : []), 'files', 'dossier', 'progress', 'status', ...rest];
  // A result comes with 9, and its pages go with its name.
  const files: readonly What[] = portalStatus(turn) === 9 && settings.resultFiles !== null && settings.statusLists.includes(9) ? ['result-files'] : [];
  return [...(isMoved ? (['progress', ...files, 'status', ...rest] as const) : isDueChanged ? (['progress'] as const) : []), ...(turn.isRewritten ? (['by-hand'] as const) : [])];
}

/** The calls for a turn in their order, and where the portal is afterwards; null where it need not hear of it. */
export function planTurn(settings: PortalSettings, told: Told | null, turn: Turn): { readonly parts: readonly What[]; readonly told: Told } | null {
  const parts = partsOf(settings, told, turn);
  if (parts.length === 0) return null;
  const { status, isVoided, dueAt } = turn;
  return { parts, told: { status, isVoided, dueAt, at: momentAfter(turn.at, told) } };
}
