// What the counter cannot read of a fee: asked of the same rule that the counter asks, so that the import's list is what officers will have to type.

import type { CatalogueEntry } from '../../shared/contract/catalogue-file.ts';
import { suggestedFees } from '../../shared/domain/fee/suggested-fees.ts';
import { UNSTATED } from './fee.ts';

type Priced = Pick<CatalogueEntry, 'code' | 'name' | 'sector' | 'feeText'>;

/** 'read': free, or a price · 'highest': typed up to a limit · 'typed': by who reads the words · 'silent': the page says none. */
export function feeReading(entry: Priced): 'read' | 'highest' | 'typed' | 'silent' {
  if (entry.feeText === UNSTATED) return 'silent';
  const { orders, tariff } = suggestedFees(entry);
  const price = tariff.find(({ feeId }) => feeId === orders[0]?.feeId)?.price;
  if (price?.kind !== 'entered') return 'read';
  return price.most === null ? 'typed' : 'highest';
}

/** For the import's report. */
export function feeRemarks(entry: Priced): readonly string[] {
  const reading = feeReading(entry);
  return [
    ...(reading === 'silent' ? ['no fee stated'] : []),
    ...(reading === 'typed' ? [`fee kept as text: ${entry.feeText}`] : []),
    ...(reading === 'highest' ? [`fee kept as text, with its highest: ${entry.feeText}`] : []),
    ...(entry.feeText.includes('…') ? ['fee shortened: the rest stands on the page only'] : []),
  ];
}
