// Where a catalogue that was not taken is wrong: code and field as they stand in the file, and the kind in the language of the window.

import type { ReactNode } from 'react';
import { catalogueFaultSchema } from '../../../../shared/contract/catalogue-fault.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Nothing where nobody has said a place or a kind. */
export function FaultPlace({ where, fault }: { readonly where: unknown; readonly fault: unknown }): ReactNode {
  const { t } = useTexts();
  const known = catalogueFaultSchema.safeParse(fault);
  const kind = known.success ? t(`catalogue.fault.${known.data}`) : '';
  const place = typeof where === 'string' ? where : '';
  if (place === '' && kind === '') return null;
  return <p className="catalogue-where">{place === '' ? t('catalogue.refused.where', { where: kind }) : t('catalogue.refused.where', { where: kind === '' ? place : `${place} (${kind})` })}</p>;
}
