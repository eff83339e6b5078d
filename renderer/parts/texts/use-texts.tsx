// The language of a window and the words in it, for every component below the provider.

import { createContext, useContext, useLayoutEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { must } from '../../../shared/base/must.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { formatDate, formatNumber, formatTime, isSameDay, partsOf } from './format.ts';
import { textTables } from './tables.ts';
import { failureSentence, fill } from './texts.ts';
import type { Language, TextKey, TextParams } from './texts.ts';

/** What a component needs to speak. Times are epoch ms. */
export interface Texts {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: (key: TextKey, params?: TextParams) => string;
  /** The sentence for a refusal or failure. */
  readonly failure: (failure: Failure) => string;
  /** The unit's own name for a thing, in this language where it has one. */
  readonly pick: (own: { readonly name: string; readonly nameEn: string }) => string;
  readonly time: (at: number) => string;
  readonly date: (at: number) => string;
  /** '07:30' on the day of `now`, else '07:30 24/11/2026'. */
  readonly moment: (at: number, now: number) => string;
  /** 'Thứ Ba, 24/11/2026' */
  readonly longDate: (at: number) => string;
  readonly number: (value: number) => string;
}

const WEEKDAYS = [
  'common.weekday.0', 'common.weekday.1', 'common.weekday.2', 'common.weekday.3', 'common.weekday.4', 'common.weekday.5', 'common.weekday.6',
] as const satisfies readonly TextKey[];

export interface LanguageState {
  readonly language: Language;
}
/** The language of one window: Vietnamese until somebody asks for another. */
export function createLanguageStore(language: Language = 'vi'): StoreApi<LanguageState> {
  return createStore(() => ({ language }));
}

/** Words of one language; `setLanguage` is what its switch does. */
export function textsOf(language: Language, setLanguage: (language: Language) => void): Texts {
  const table = textTables[language];
  const t = (key: TextKey, params?: TextParams): string => fill(table[key], params);
  return {
    language,
    setLanguage,
    t,
    failure: (failure) => failureSentence(table, failure),
    pick: (own) => (language === 'en' && own.nameEn !== '' ? own.nameEn : own.name),
    time: formatTime,
    date: formatDate,
    moment: (at, now) => (isSameDay(at, now) ? formatTime(at) : `${formatTime(at)} ${formatDate(at)}`),
    longDate: (at) => `${t(must(WEEKDAYS[partsOf(at).weekday], 'a week has seven days'))}, ${formatDate(at)}`,
    number: (value) => formatNumber(value, language),
  };
}

const TextsContext = createContext<Texts | null>(null);

/** Gives words to everything below it and tells the page which language it is in. */
export function TextsProvider({ store, children }: { readonly store: StoreApi<LanguageState>; readonly children: ReactNode }): ReactNode {
  const language = useStore(store, (state) => state.language);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const texts = useMemo(() => textsOf(language, (next) => store.setState({ language: next })), [language, store]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  return must(useContext(TextsContext), 'a component that speaks stands below TextsProvider');
}
