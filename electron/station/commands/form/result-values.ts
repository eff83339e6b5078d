// Fields of the papers that go along when a dossier and its result change hands: the first row of form 05, and the slip that is signed for a result.

import { dayText, momentText } from '../../../../shared/domain/paper/form-words.ts';
import { startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { lastHandoverOf } from '../../store/handovers.ts';
import { factsOf } from '../../store/projections/facts.ts';
import { resultNow } from '../../store/results.ts';
import type { CommandContext } from '../context.ts';

type Texts = Readonly<Record<string, string>>;

/** To whom it went first on, where a list says so; else only who gives. */
export function firstHandover({ point, forms }: CommandContext, store: Readable, row: DossierRow): Texts {
  const list = lastHandoverOf(store, row.dossierId);
  const from = { 'bên giao': point.unit.shortName };
  return list === null ? from : { ...from, 'bên nhận': list.unit, lúc: momentText(forms.words, list.madeAt), 'người giao': list.madeBy, 'người nhận': list.receivedBy ?? '' };
}

/** As it was given out; before that, as it would be given to whoever filed. */
export function resultTexts({ catalogue, forms }: CommandContext, store: Readable, row: DossierRow, usual: { readonly officerName: string; readonly name: string; readonly phone: string; readonly email: string }): Texts {
  const result = resultNow(store, row);
  const issuedOn = result?.issuedOn ?? null;
  const given = result?.returnedAt === null ? undefined : factsOf(store, 'dossier', row.dossierId).findLast((fact) => fact.type === 'dossier.result-returned');
  const body = given?.type === 'dossier.result-returned' ? given.body : null;
  const isWhoFiled = body === null || body.to === 'applicant';
  return {
    'người giao': (body?.by.officerName ?? '') === '' ? usual.officerName : (body?.by.officerName ?? ''), 'người nhận': body?.toName ?? usual.name, 'điện thoại người nhận': isWhoFiled ? usual.phone : '', 'email': isWhoFiled ? usual.email : '',
    'loại kết quả': catalogue.read(row.procedureCode, row.receivedAt)?.result ?? '', 'số kết quả': result?.number ?? '', 'ngày kết quả': issuedOn === null ? '' : dayText(startOfDay(issuedOn)), 'trích yếu kết quả': result?.abstract ?? '', 'trả lúc': given === undefined ? '' : momentText(forms.words, given.at),
  };
}
