// The numbers of forms that go out: each is given once, in the transaction of the event that makes the form exist, and one that no form bears is shown.

import { z } from 'zod';
import { NUMBERED_FORMS, type NumberedForm } from '../../../shared/domain/paper/numbered-form.ts';
import type { Readable, Writable } from './handle.ts';
import { nextNumber } from './numbers.ts';

const SERIES = 'form~';

/** The running series of a form's numbers in a year. */
function seriesOf(form: NumberedForm, year: number): string {
  return `${SERIES}${form}~${year}`;
}

/** Every series of a year. */
export function formSeries(year: number): readonly string[] {
  return NUMBERED_FORMS.map((form) => seriesOf(form, year));
}

/** True for the running series of any form. */
export function isFormSeries(name: string): boolean {
  return name.startsWith(SERIES);
}

/** The events that bear numbers, by the index of schema 290: its words and these must be the same. */
const BEARERS = `type IN ('dossier.moved', 'dossier.apologised', 'ticket.turned-away') AND body ->> '$.paperNumber.year' = $year AND body ->> '$.paperNumber.form' = $form`;
const NUMBERS = ['event', 'returned_event'].map((log) => `SELECT body ->> '$.paperNumber.number' AS number FROM ${log} WHERE ${BEARERS}`);
const takenRow = z.object({ taken: z.int() });
const numberRow = z.object({ number: z.int() });

/** The next number of a form in a year. One that a form bears already, as it may after a store was put back, is passed over. */
export function mintFormNumber(store: Writable, form: NumberedForm, year: number): number {
  for (;;) {
    const number = nextNumber(store, seriesOf(form, year));
    const taken = store.get(takenRow, `SELECT ${NUMBERS.map((numbers) => `EXISTS (${numbers} AND body ->> '$.paperNumber.number' = $number)`).join(' OR ')} AS taken`, { form, year, number });
    if (taken?.taken !== 1) return number;
  }
}

/** What became of a form's numbers in a year: how far they are, how many forms bear one, and the stretches that none bears. */
export interface FormNumbersOfYear {
  readonly form: NumberedForm;
  readonly year: number;
  readonly last: number;
  readonly used: number;
  readonly unused: readonly { readonly from: number; readonly to: number }[];
}

const lastRow = z.object({ last: z.int() });

/** Of the forms that bear a number in one of the years. */
export function formNumbersOf(store: Readable, years: readonly number[]): readonly FormNumbersOfYear[] {
  return years.flatMap((year) =>
    NUMBERED_FORMS.flatMap((form): readonly FormNumbersOfYear[] => {
      const last = store.get(lastRow, 'SELECT last FROM running_number WHERE name = $name', { name: seriesOf(form, year) })?.last ?? 0;
      const numbers = store.all(numberRow, `${NUMBERS.join(' UNION ')} ORDER BY number`, { form, year }).map(({ number }) => number);
      const end = Math.max(last, numbers.at(-1) ?? 0);
      return numbers.length === 0 ? [] : [{ form, year, last: end, used: numbers.length, unused: stretchesBetween(numbers, end) }];
    }),
  );
}

/** What lies between 1 and `end` and is not among the numbers, which come in order. */
function stretchesBetween(numbers: readonly number[], end: number): FormNumbersOfYear['unused'] {
  return [...numbers, end + 1].flatMap((number, place, all) => {
    const from = (all[place - 1] ?? 0) + 1;
    return from < number ? [{ from, to: number - 1 }] : [];
  });
}
