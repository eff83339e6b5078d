// Draws the number of a form in the transaction of the event that makes it exist, and says how a number reads before and after that.

import { formNumberText, type NumberedForm } from '../../../../shared/domain/paper/numbered-form.ts';
import type { PaperNumber } from '../../../../shared/wire/paper-number.ts';
import { mintFormNumber } from '../../store/form-numbers.ts';
import type { Writable } from '../../store/handle.ts';
import type { CommandContext } from '../context.ts';

/** As a member of the event; none where a clerk numbers the unit's papers. It is used up only if the transaction commits. */
export function drawnNumber({ point: { formNumbers }, identity, trueDay }: Pick<CommandContext, 'point' | 'identity' | 'trueDay'>, store: Writable, form: NumberedForm): { readonly paperNumber?: PaperNumber } {
  if (formNumbers.by === 'hand') return {};
  // Not the machine's own year, which a battery loses.
  const year = Number(trueDay().day.slice(0, 4));
  const number = mintFormNumber(store, form, year);
  return { paperNumber: { form, year, number, text: formNumberText(formNumbers[form], number, identity.station) } };
}

/** What stands on a form of which nobody has drawn the number: the place stays open, to be written by hand. */
export function openNumber({ point: { formNumbers }, identity }: Pick<CommandContext, 'point' | 'identity'>, form: NumberedForm): string {
  return formNumberText(formNumbers[form], null, identity.station);
}
