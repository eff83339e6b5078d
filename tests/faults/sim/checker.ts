// The judge of histories: every property by its name, asked of one record.

import type { Property } from './looking.ts';
import { converges, gapless, noLoss, noPhantom, onceOnly, ordered, tickets, uniqueCodes } from './properties.ts';
import { cityDecides, nothingLostInSilence, takenCodesAreTold } from './properties-conflicts.ts';
import { bankIsNotSilent, bankTakesEffectOnce } from './properties-bank.ts';
import { closedDaysHold, moneyAgrees, moneyOnce, receiptsHaveAnAccount } from './properties-money.ts';
import { cameBackToList, clocksDoNotOrder, comesToRest, listsAgree, oldIsStored, oneCounter, pagesAreSomewhere, paperAfterLog, poisonWaitsAlone } from './properties-rest.ts';
import type { HistoryRecord, Violation } from './record.ts';

const properties: readonly (readonly [name: string, property: Property])[] = [
  ['P1 no loss', noLoss],
  ['P2 once only', onceOnly],
  ['P3 no phantom', noPhantom],
  ['P4 convergence', converges],
  ['P5 order', ordered],
  ['P6 feed', gapless],
  ['P7 unique codes', uniqueCodes],
  ['P8 tickets', tickets],
  ['P9 one counter', oneCounter],
  ['P10 city decides', cityDecides],
  ['P11 notices', nothingLostInSilence],
  ['P11 taken codes', takenCodesAreTold],
  ['P12 dead letters', poisonWaitsAlone],
  ['P12 lists', listsAgree],
  ['P12 came back', cameBackToList],
  ['P13 paper', paperAfterLog],
  ['P14 pages', pagesAreSomewhere],
  ['P15 clocks', clocksDoNotOrder],
  ['P16 versions', oldIsStored],
  ['P17 rest', comesToRest],
  ['P18 money', moneyOnce],
  ['P19 receipts', receiptsHaveAnAccount],
  ['P20 closed days', closedDaysHold],
  ['P21 bank once', bankTakesEffectOnce],
  ['P21 bank lists', bankIsNotSilent],
  ['P22 money agrees', moneyAgrees],
  ['no bugs', ({ bugs }) => ({ asked: 1, wrong: bugs })],
];

export const PROPERTIES: readonly string[] = properties.map(([name]) => name);

/** What is wrong with a history, and how many facts each property looked at. */
export function judge(record: HistoryRecord): { readonly violations: readonly Violation[]; readonly asked: Readonly<Record<string, number>> } {
  const violations: Violation[] = [];
  const asked: Record<string, number> = {};
  for (const [property, look] of properties) {
    const finding = look(record);
    asked[property] = finding.asked;
    for (const words of finding.wrong) violations.push({ property, words });
  }
  return { violations, asked };
}
