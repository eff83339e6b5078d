// What taking a priority away would mean now: the station goes by the same things, this only says it beforehand.

import type { FeeView } from '../../../../shared/contract/payment.ts';
import { isIntakeBegun } from '../../../../shared/contract/intake.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';

export type VisitStage = 'empty' | 'begun' | 'opened';

/** 'begun' once there is anything that would be lost with the visit: a person, typed words, an answer about the errand, a paper, a page, a fee or money. */
export function visitStage(visit: Visit | null, fee: FeeView | null, isTyping: boolean): VisitStage {
  if (visit === null) return 'empty';
  if (visit.state === 'dossier-opened') return 'opened';
  const hasPapers = visit.papers.some(({ originals, certified, copies, reused, pages }) => originals + certified + copies + pages.length > 0 || reused !== null);
  const hasFee = fee !== null && fee.visitId === visit.visitId && (fee.isTouched || fee.isLocked);
  return visit.person !== null || isTyping || Object.keys(visit.typing).length > 0 || isIntakeBegun(visit.intake) || hasPapers || visit.sheets.length > 0 || hasFee ? 'begun' : 'empty';
}
