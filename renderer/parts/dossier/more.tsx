// What a list that was cut leaves out, and what to do about it.

import type { ReactNode } from 'react';
import { MOST_MORE } from '../../../shared/contract/dossier.ts';
import { useTexts } from '../texts/use-texts.tsx';

/** Nothing where nothing was left out. */
export function More({ more }: { readonly more: number }): ReactNode {
  const { t, number } = useTexts();
  return more === 0 ? null : t(more < MOST_MORE ? 'common.more' : 'common.more-than', { count: number(more) });
}
