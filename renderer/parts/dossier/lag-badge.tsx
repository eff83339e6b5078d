// What the city has of a dossier, in a list: one short badge, with the whole sentence for whoever points at it, comes to it by keyboard or listens.

import type { ReactNode } from 'react';
import type { Dossier, Lag } from '../../../shared/contract/dossier.ts';
import { Badge } from '../badge.tsx';
import type { Tone } from '../badge.tsx';
import { ageWords } from '../care/words-for.ts';
import type { IconName } from '../icons.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { Texts } from '../texts/use-texts.tsx';

/** What is younger goes on its way just now: an age of nought minutes is no news. */
const JUST_NOW_MS = 60_000;

interface LagBadgeProps {
  readonly lag: Lag;
  /** As it stands here. */
  readonly status: Dossier['status'];
  readonly now: number;
  /** False inside a row that is a button or an option itself: nothing in it takes the focus. */
  readonly isFocusable?: boolean;
}

export function LagBadge({ lag, status, now, isFocusable = true }: LagBadgeProps): ReactNode {
  const texts = useTexts();
  const { tone, icon, words } = shortOf(lag, status, now, texts);
  const sentence = sentenceOf(lag, status, now, texts);
  // What is in order need not be visited one by one.
  const focus = isFocusable && (lag.events + lag.pages + lag.letters > 0 || lag.city !== status) ? { tabIndex: 0, role: 'note' } : {};
  return (
    <span className="lag" title={sentence} {...focus}>
      <Badge tone={tone} icon={icon}>
        {words}
      </Badge>
      <span className="only-heard">{sentence}</span>
    </span>
  );
}

function shortOf({ city, events, since, pages, letters }: Lag, status: Dossier['status'], now: number, texts: Texts): { readonly tone: Tone; readonly icon: IconName; readonly words: string } {
  const { t } = texts;
  if (letters > 0) return { tone: 'danger', icon: 'stop', words: t('care.lag.short-letters') };
  if (events > 0) return { tone: 'warning', icon: 'clock', words: since === null || now - since < JUST_NOW_MS ? t('care.lag.short-unsent') : t('care.lag.short-since', { age: ageWords(since, now, texts) }) };
  if (pages > 0) return { tone: 'info', icon: 'cloud', words: t('care.lag.short-pages', { count: pages }) };
  if (city !== null && city !== status) return { tone: 'info', icon: 'cloud', words: t(`common.status.${city}`) };
  return { tone: 'success', icon: 'check', words: t('care.lag.short-there') };
}

/** Local state, the city's, and what lies between. */
function sentenceOf({ city, heardAt, events, since, pages, letters }: Lag, status: Dossier['status'], now: number, texts: Texts): string {
  const { t } = texts;
  const atCity = city === null ? t('care.lag.city-silent') : heardAt === null ? t(`common.status.${city}`) : t('care.lag.city-heard', { status: t(`common.status.${city}`), age: ageWords(heardAt, now, texts) });
  const unsent = [
    ...(events > 0 ? [t('care.lag.events', { count: events })] : []), ...(pages > 0 ? [t('care.lag.pages', { count: pages })] : []), ...(since === null ? [] : [t('care.lag.oldest', { age: ageWords(since, now, texts) })]),
  ].join(', ');
  return [
    `${t('care.lag.here')}: ${t(`common.status.${status}`)}.`, `${t('care.lag.city')}: ${atCity}.`, unsent === '' ? '' : `${t('care.lag.unsent')}: ${unsent}.`, letters > 0 ? t('care.lag.letters', { count: letters }) : '',
  ].filter((part) => part !== '').join(' ');
}
