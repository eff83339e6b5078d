// Where a catalogue came from, in words.

import type { CatalogueHeld } from '../../../../shared/contract/catalogue.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';

/** Where a catalogue came from and of which month it is. */
export function originWords({ origin, edition, asOf }: CatalogueHeld, { t, number }: Pick<Texts, 't' | 'number'>): string {
  return t(`catalogue.origin.${origin}`, { edition: number(edition), month: `${asOf.slice(5)}/${asOf.slice(0, 4)}` });
}
