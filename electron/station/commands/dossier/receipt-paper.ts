// What stands on the receipt of a dossier: the dossier as it was opened, with the code that is true now.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { PointProfile } from '../../../../shared/contract/point-profile.ts';
import { maskIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { parseDossierCode } from '../../../../shared/domain/codes/dossier-code.ts';
import { formatReceiptQr } from '../../../../shared/domain/codes/receipt-qr.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { ReceiptPaper } from '../../devices/ports.ts';
import { broughtPapers } from './brought-papers.ts';

/** With the date that holds now and, where anything was said of a fee, how it is collected. The official code as soon as the city has given it, else the provisional one, marked as such. Both are found later by this QR, which holds no name and no number. */
export function receiptPaper(point: PointProfile, opened: LogEventBody<'dossier.opened'>, { officialCode, dueAt }: Pick<DossierRow, 'officialCode' | 'dueAt'>, copyNumber: number, fee: string | null): ReceiptPaper {
  const { behalf = null, delivery = null } = opened.intake ?? {};
  const code = officialCode ?? opened.provisionalCode;
  return {
    unitParent: point.unit.parent,
    unitName: point.unit.name,
    unitAddress: point.unit.address,
    unitPhone: point.unit.phone,
    code,
    isProvisional: officialCode === null,
    procedureCode: opened.procedureCode,
    procedureName: opened.procedureName,
    applicantName: opened.applicant.fullName,
    applicantIdMasked: maskIdNumber(opened.applicant.idNumber),
    // A certified copy is a copy to whoever asks what he has handed in.
    papers: broughtPapers(opened).map(({ name, originals, certified = 0, copies }) => ({ name, originals, copies: certified + copies })),
    receivedAt: opened.receivedAt,
    dueAt,
    ...(behalf === null ? {} : { owner: behalf.owner.fullName }),
    ...(delivery === null ? {} : { delivery: `${delivery.recipient}, ${delivery.address}` }),
    ...(opened.dueAt === null || opened.dueAt === dueAt ? {} : { dueBefore: opened.dueAt }),
    ...(fee === null ? {} : { fee }),
    counter: opened.counterId,
    officerName: opened.officerName,
    ticketNumber: opened.ticketNumber,
    qr: receiptQrOf({ dossierId: opened.dossierId, provisionalCode: opened.provisionalCode, officialCode }),
    copyNumber,
    isExample: point.example,
  };
}

/** The QR's text, on paper and on the citizen's screen. An official code of a form that we cannot read back stays out of it: the provisional one resolves for ever. */
export function receiptQrOf(dossier: { readonly dossierId: DossierId; readonly provisionalCode: string; readonly officialCode: string | null }): string {
  const official = dossier.officialCode === null ? null : parseDossierCode(dossier.officialCode);
  const code = official ?? must(parseDossierCode(dossier.provisionalCode), 'a provisional code was made by this station');
  return formatReceiptQr(dossier.dossierId, code.code);
}
