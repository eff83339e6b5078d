// A dossier as officers and citizens may see it: numbers masked, names for officers only, the city's word beside it.

import type { Dossier, LookUpResult } from '../../../../shared/contract/dossier.ts';
import { maskIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { maskName } from '../../../../shared/domain/text/mask-name.ts';
import { cityStateOf, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { latestPrint } from '../../store/print-jobs.ts';

/** For an officer who has this dossier in hand. */
export function dossierView(store: Readable, row: DossierRow): Dossier {
  return {
    dossierId: row.dossierId,
    provisionalCode: row.provisionalCode,
    officialCode: row.officialCode,
    procedureCode: row.procedureCode,
    procedureName: row.procedureName,
    applicantName: row.applicantName,
    applicantIdMasked: maskIdNumber(row.applicantId),
    ticketNumber: row.ticketNumber,
    counterId: row.counterId,
    status: row.status,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    pages: row.pages,
    pagesAtCity: row.pagesAtCity,
    cityState: cityStateOf(row),
    lag: row.lag,
    cityCode: row.isRefused ? 'city.refused' : row.hasDamagedPage ? 'page.damaged' : null,
    receipt: latestPrint(store, 'receipt', row.dossierId),
  };
}

/** In a list: whoever wants the whole name opens the dossier, and that is noted. */
export function listedDossier(store: Readable, row: DossierRow): Dossier {
  return { ...dossierView(store, row), applicantName: maskName(row.applicantName) };
}

/** For whoever holds the receipt or knows code and number: nothing that says who it is about. */
export function lookUpView(row: DossierRow): LookUpResult {
  return {
    code: row.officialCode ?? row.provisionalCode,
    official: row.officialCode !== null,
    procedureName: row.procedureName,
    status: row.status,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    cityState: cityStateOf(row),
    supplementBy: row.supplementBy,
  };
}
