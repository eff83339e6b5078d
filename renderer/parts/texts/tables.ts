// The text files of all areas, put together into one table a language.

import adminEn from '../../../resources/texts/admin.en.json';
import adminVi from '../../../resources/texts/admin.vi.json';
import boardEn from '../../../resources/texts/board.en.json';
import boardVi from '../../../resources/texts/board.vi.json';
import calendarEn from '../../../resources/texts/calendar.en.json';
import calendarVi from '../../../resources/texts/calendar.vi.json';
import careEn from '../../../resources/texts/care.en.json';
import careVi from '../../../resources/texts/care.vi.json';
import catalogueEn from '../../../resources/texts/catalogue.en.json';
import catalogueVi from '../../../resources/texts/catalogue.vi.json';
import commonEn from '../../../resources/texts/common.en.json';
import commonVi from '../../../resources/texts/common.vi.json';
import counterEn from '../../../resources/texts/counter.en.json';
import counterVi from '../../../resources/texts/counter.vi.json';
import displayEn from '../../../resources/texts/display.en.json';
import displayVi from '../../../resources/texts/display.vi.json';
import errorsEn from '../../../resources/texts/errors.en.json';
import errorsVi from '../../../resources/texts/errors.vi.json';
import feeEn from '../../../resources/texts/fee.en.json';
import feeVi from '../../../resources/texts/fee.vi.json';
import formEn from '../../../resources/texts/form.en.json';
import formVi from '../../../resources/texts/form.vi.json';
import guideEn from '../../../resources/texts/guide.en.json';
import guideVi from '../../../resources/texts/guide.vi.json';
import handEn from '../../../resources/texts/hand.en.json';
import handVi from '../../../resources/texts/hand.vi.json';
import headEn from '../../../resources/texts/head.en.json';
import headVi from '../../../resources/texts/head.vi.json';
import hostEn from '../../../resources/texts/host.en.json';
import hostVi from '../../../resources/texts/host.vi.json';
import index766En from '../../../resources/texts/index766.en.json';
import index766Vi from '../../../resources/texts/index766.vi.json';
import kioskEn from '../../../resources/texts/kiosk.en.json';
import kioskVi from '../../../resources/texts/kiosk.vi.json';
import moneyEn from '../../../resources/texts/money.en.json';
import moneyVi from '../../../resources/texts/money.vi.json';
import recoveryEn from '../../../resources/texts/recovery.en.json';
import recoveryVi from '../../../resources/texts/recovery.vi.json';
import reportEn from '../../../resources/texts/report.en.json';
import reportVi from '../../../resources/texts/report.vi.json';
import selfTestEn from '../../../resources/texts/self-test.en.json';
import selfTestVi from '../../../resources/texts/self-test.vi.json';
import setupEn from '../../../resources/texts/setup.en.json';
import setupVi from '../../../resources/texts/setup.vi.json';
import staffEn from '../../../resources/texts/staff.en.json';
import staffVi from '../../../resources/texts/staff.vi.json';
import type { Language, TextTable } from './texts.ts';

/** Both tables have the same keys: the types say so for the Vietnamese one, and a test for both. */
export const textTables: Readonly<Record<Language, TextTable>> = {
  vi: { ...adminVi, ...boardVi, ...calendarVi, ...careVi, ...catalogueVi, ...commonVi, ...counterVi, ...displayVi, ...errorsVi, ...formVi, ...feeVi, ...guideVi, ...handVi, ...headVi, ...hostVi, ...index766Vi, ...kioskVi, ...moneyVi, ...recoveryVi, ...reportVi, ...selfTestVi, ...setupVi, ...staffVi },
  en: { ...adminEn, ...boardEn, ...calendarEn, ...careEn, ...catalogueEn, ...commonEn, ...counterEn, ...displayEn, ...errorsEn, ...formEn, ...feeEn, ...guideEn, ...handEn, ...headEn, ...hostEn, ...index766En, ...kioskEn, ...moneyEn, ...recoveryEn, ...reportEn, ...selfTestEn, ...setupEn, ...staffEn },
};
