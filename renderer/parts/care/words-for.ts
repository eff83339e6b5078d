// Words for names that come from the station and may be newer than this screen.

import { textTables } from '../texts/tables.ts';
import type { TextKey } from '../texts/texts.ts';
import type { Texts } from '../texts/use-texts.tsx';

/** The text under `key`, still with its placeholders; null where this screen has none. */
export function sentenceOf(key: string, { language }: Texts): string | null {
  const table = textTables[language];
  return Object.hasOwn(table, key) ? table[key as TextKey] : null;
}

/** The kind of an event in the reader's words; its own name where there are none. */
export function eventWords(type: string, texts: Texts): string {
  return sentenceOf(`admin.event.${type}`, texts) ?? type;
}

/** '5 phút', '3 giờ', '2 ngày': how long something has been waiting. Both are epoch ms. */
export function ageWords(since: number, now: number, { t }: Texts): string {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 60) return t('admin.age.minutes', { count: minutes });
  if (minutes < 48 * 60) return t('admin.age.hours', { count: Math.floor(minutes / 60) });
  return t('admin.age.days', { count: Math.floor(minutes / 1_440) });
}

/** '812 KB', '1,4 MB'. */
export function sizeWords(bytes: number, { language }: Texts): string {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000).toLocaleString(locale)} KB`;
  return `${(bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 })} MB`;
}

/** Why the city did not take something, and what an officer does about it, by the city's code. */
export function letterWords(code: string, texts: Texts): { readonly why: string; readonly act: string } {
  return {
    why: sentenceOf(`dead.${code}`, texts) ?? texts.t('dead.other', { code }),
    act: sentenceOf(`dead-act.${code}`, texts) ?? texts.t('dead-act.other'),
  };
}

/** Whose it is: 'Quầy 3' for 'counter-3'; the name itself where this screen has no words for it. */
export function actorWords(actor: string, texts: Texts): string {
  const counter = /^(counter|citizen-display)-(\d+)$/.exec(actor)?.[2];
  if (counter !== undefined) return texts.t('care.actor.counter', { counter });
  return sentenceOf(`care.actor.${actor}`, texts) ?? actor;
}
