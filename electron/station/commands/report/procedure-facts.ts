// What the catalogue says of procedures, as index 766 and the reports ask for it.

import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { DossierFact, ProcedureFact } from '../../../../shared/domain/index766/facts.ts';
import type { CommandContext } from '../context.ts';

/** What is known of none, unless somebody says otherwise. */
const UNKNOWN = { wasPublishedInTime: null, wasDisclosedInTime: null, isComplete: null, isOnline: false, isFeeAtPortal: false, usesPopulationData: false } as const;

/** Of the procedures of some dossiers: whether a paper comes out of them, and whether a fee was charged for one of these. */
export function proceduresOf({ catalogue }: Pick<CommandContext, 'catalogue'>, dossiers: readonly DossierFact[]): readonly ProcedureFact[] {
  const withFee = new Set(dossiers.filter(({ fees }) => fees.some((fee) => fee > 0)).map(({ procedureCode }) => procedureCode));
  return [...new Set(dossiers.map(({ procedureCode }) => procedureCode))].map((procedureCode): ProcedureFact => ({
    ...UNKNOWN, procedureCode, yieldsPaper: (catalogue.read(procedureCode as ProcedureCode)?.result ?? '') !== '', hasFee: withFee.has(procedureCode),
  }));
}

/** The same, and every procedure whose page on the portal the catalogue has: whether the page lists papers and one time limit, all that is copied of what row 1.3 asks for, and offers to file online. */
export function proceduresWithPages(context: Pick<CommandContext, 'catalogue'>, dossiers: readonly DossierFact[]): readonly ProcedureFact[] {
  const ofDossiers = new Map(proceduresOf(context, dossiers).map((fact) => [fact.procedureCode, fact]));
  const ofPages = context.catalogue.portalPages().map((page): ProcedureFact => ({ ...(ofDossiers.get(page.code) ?? { ...UNKNOWN, procedureCode: page.code, yieldsPaper: page.result !== '', hasFee: false }), isComplete: saysPapersAndTime(page), isOnline: isOfferedOnline(page) }));
  const pages = new Set(ofPages.map(({ procedureCode }) => procedureCode));
  return [...ofPages, ...[...ofDossiers.values()].filter(({ procedureCode }) => !pages.has(procedureCode))];
}

function saysPapersAndTime({ papers, timeLimit }: Procedure): boolean {
  return papers.length > 0 && timeLimit.unit !== 'unstated';
}

function isOfferedOnline({ channels = [] }: Procedure): boolean {
  return channels.some(({ channel }) => channel === 'online');
}
