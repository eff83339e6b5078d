// What the catalogue says of procedures, as index 766 and the reports ask for it.

import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { DossierFact, ProcedureFact } from '../../../../shared/domain/index766/facts.ts';
import type { CommandContext } from '../context.ts';

/** Of procedures only what rows of dossiers ask: whether a paper comes out of them. What the portal publishes of them is not known here. */
export function proceduresOf({ catalogue }: Pick<CommandContext, 'catalogue'>, dossiers: readonly DossierFact[]): readonly ProcedureFact[] {
  return [...new Set(dossiers.map(({ procedureCode }) => procedureCode))].map((procedureCode): ProcedureFact => ({
    procedureCode, yieldsPaper: (catalogue.read(procedureCode as ProcedureCode)?.result ?? '') !== '', wasPublishedInTime: null, wasDisclosedInTime: null, isComplete: false, isOnline: false, hasFee: false, isFeeAtPortal: false, usesPopulationData: false,
  }));
}
