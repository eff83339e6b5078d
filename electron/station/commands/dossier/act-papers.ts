// Which paper an act with a dossier calls for: asked for papers (02), refused or stopped (03), late (04), withdrawn. Told by the log, so that an end between the act and its print loses no paper.

import type { DossierForm } from '../../../../shared/contract/form.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { NumberedForm } from '../../../../shared/domain/paper/numbered-form.ts';
import { isWordOnDay } from '../../../../shared/wire/dossier-events.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { latestPrint } from '../../store/print-jobs.ts';
import type { Fact } from '../../store/projections/fact.ts';
import { factsOf } from '../../store/projections/facts.ts';

/** A form that an act calls for. */
export type ActForm = Extract<DossierForm, NumberedForm>;

type Named = Pick<DossierRow, 'dossierId'>;
type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

/** Own acts of one kind that stand, the oldest first. */
function actsOf(store: Readable, { dossierId }: Named): readonly (FactOf<'dossier.apologised'> | FactOf<'dossier.moved'>)[] {
  const facts = factsOf(store, 'dossier', dossierId);
  const withdrawn = new Set(facts.flatMap((fact) => (fact.type === 'operation.withdrawn' ? [fact.body.opId] : [])));
  return facts.filter((fact) => fact.type === 'dossier.apologised' || fact.type === 'dossier.moved').filter(({ opId }) => !withdrawn.has(opId));
}

/** Every new date that was given here and stands, the oldest first. */
export function apologiesOf(store: Readable, row: Named): readonly FactOf<'dossier.apologised'>[] {
  return actsOf(store, row).filter((act) => act.type === 'dossier.apologised');
}

/** Every own step to another status that stands, the oldest first; a word on the date alone is none. */
export function stepsOf(store: Readable, row: Named): readonly FactOf<'dossier.moved'>[] {
  return actsOf(store, row).filter((act) => act.type === 'dossier.moved').filter(({ body }) => body.from !== body.to);
}

/** The last days that the request for papers has had that was made last, the oldest first: its own, and each that it was given since. */
export function daysOfRequest(store: Readable, row: Named): readonly BusinessDay[] {
  const moves = actsOf(store, row).filter((act) => act.type === 'dossier.moved');
  return moves.slice(Math.max(0, moves.findLastIndex(({ body }) => body.from !== body.to))).flatMap(({ body: { to, supplementBy } }) => (to === 5 && supplementBy !== undefined ? [supplementBy] : []));
}

/** The form that a step to a status calls for. */
export const FORM_OF_STATUS: Readonly<Partial<Record<DossierRow['status'], ActForm>>> = { 3: 'refusal', 5: 'supplement', 7: 'withdrawal', 8: 'refusal' };

/** The form of the last act, where that is one with a form and the city has not moved the dossier on since. */
export function formOfLastAct(store: Readable, row: Pick<DossierRow, 'dossierId' | 'status' | 'isErased'>): ActForm | null {
  const last = actsOf(store, row).at(-1);
  if (last === undefined || row.isErased) return null;
  if (last.type === 'dossier.apologised') return 'apology';
  return last.body.to === row.status ? (FORM_OF_STATUS[row.status] ?? null) : null;
}

/** The number that a form of the dossier bears: that of the last act that called for it. Null where none was drawn. */
export function formNumberOf(store: Readable, row: Named, form: ActForm): string | null {
  return actsOf(store, row).findLast((act) => (act.type === 'dossier.apologised' ? 'apology' : act.body.from === act.body.to ? null : FORM_OF_STATUS[act.body.to]) === form)?.body.paperNumber?.text ?? null;
}

/** What a dossier's form is called among the prints: a second print of the same is a reprint, the form of a second request or apology is another paper, and so is the one that says another last day. */
export function printNameOf(store: Readable, row: Named, form: DossierForm): string {
  const acts = form === 'apology' ? apologiesOf(store, row).length : form === 'supplement' ? actsOf(store, row).filter((act) => act.type === 'dossier.moved' && act.body.to === 5 && (act.body.from !== 5 || isWordOnDay(act.body))).length : 1;
  return acts > 1 ? `${row.dossierId}/${form}/${acts}` : `${row.dossierId}/${form}`;
}

/** The form of the last act that nobody has asked to be printed yet. */
export function owedForm(store: Readable, row: DossierRow): ActForm | null {
  const form = formOfLastAct(store, row);
  return form === null || latestPrint(store, 'form', printNameOf(store, row, form)) !== null ? null : form;
}
