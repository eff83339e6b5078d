// Texts by key in both languages, with their {placeholders} filled; the sentences themselves stand in resources/texts.

import type adminVi from '../../../resources/texts/admin.vi.json';
import type boardVi from '../../../resources/texts/board.vi.json';
import type calendarVi from '../../../resources/texts/calendar.vi.json';
import type careVi from '../../../resources/texts/care.vi.json';
import type catalogueVi from '../../../resources/texts/catalogue.vi.json';
import type commonVi from '../../../resources/texts/common.vi.json';
import type counterVi from '../../../resources/texts/counter.vi.json';
import type displayVi from '../../../resources/texts/display.vi.json';
import type errorsVi from '../../../resources/texts/errors.vi.json';
import type feeVi from '../../../resources/texts/fee.vi.json';
import type formVi from '../../../resources/texts/form.vi.json';
import type guideVi from '../../../resources/texts/guide.vi.json';
import type handVi from '../../../resources/texts/hand.vi.json';
import type headVi from '../../../resources/texts/head.vi.json';
import type hostVi from '../../../resources/texts/host.vi.json';
import type index766Vi from '../../../resources/texts/index766.vi.json';
import type kioskVi from '../../../resources/texts/kiosk.vi.json';
import type moneyVi from '../../../resources/texts/money.vi.json';
import type recoveryVi from '../../../resources/texts/recovery.vi.json';
import type reportVi from '../../../resources/texts/report.vi.json';
import type selfTestVi from '../../../resources/texts/self-test.vi.json';
import type setupVi from '../../../resources/texts/setup.vi.json';
import type staffVi from '../../../resources/texts/staff.vi.json';
import type { Failure } from '../../../shared/contract/command.ts';

export type Language = 'vi' | 'en';

type Areas = typeof adminVi & typeof boardVi & typeof calendarVi & typeof careVi & typeof catalogueVi & typeof commonVi & typeof counterVi & typeof displayVi & typeof errorsVi & typeof formVi & typeof feeVi & typeof guideVi & typeof handVi & typeof headVi & typeof hostVi & typeof index766Vi & typeof kioskVi & typeof moneyVi & typeof recoveryVi & typeof reportVi & typeof selfTestVi & typeof setupVi & typeof staffVi;
/** A key of any area's text file. */
export type TextKey = Extract<keyof Areas, string>;
export type TextParams = Readonly<Record<string, string | number | boolean>>;
/** All texts of one language. */
export type TextTable = { readonly [Key in TextKey]: string };

/** Fills `{name}` in a sentence; a value that is not there shows as '…'. */
export function fill(sentence: string, params: TextParams = {}): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : '…'));
}

/** The sentence for a failure: what happened and what the person can do. Falls back to the sentence of 'internal' for a code without one. */
export function failureSentence(table: TextTable, failure: Failure): string {
  const key = `error.${failure.code}`;
  return fill(Object.hasOwn(table, key) ? table[key as TextKey] : table['error.internal'], failure.params);
}
