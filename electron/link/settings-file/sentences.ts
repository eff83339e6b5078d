// The sentences for what is wrong with a settings file, in both languages at once: they must stand before any window has chosen one.

import en from '../../../resources/settings/sentences.en.json' with { type: 'json' };
import vi from '../../../resources/settings/sentences.vi.json' with { type: 'json' };

type TextKey = keyof typeof vi;
type CodeOf<Key> = Key extends `settings.problem.${infer Code}` ? Code : never;

/** Codes of what can be wrong; each has its sentence under 'settings.problem.<code>'. */
export type ProblemCode = CodeOf<TextKey>;
/** Every code there is. */
export const PROBLEM_CODES = Object.keys(vi).flatMap((key) => (key.startsWith('settings.problem.') ? [key.slice('settings.problem.'.length) as ProblemCode] : []));

/** The same in Vietnamese and English. */
export interface BothLanguages {
  readonly vi: string;
  readonly en: string;
}

/** Values for the gaps of a sentence. Never a value out of the file that could be secret. */
export type ProblemParams = Readonly<Record<string, string | number | BothLanguages>>;

/** A sentence with its gaps filled. */
export function inBothLanguages(code: ProblemCode, params: ProblemParams): BothLanguages {
  const key: TextKey = `settings.problem.${code}`;
  return { vi: fill(vi[key], 'vi', params), en: fill(en[key], 'en', params) };
}

/** A word for a kind of JSON value. */
export function kindInBothLanguages(kind: JsonKind): BothLanguages {
  const key: TextKey = `settings.kind.${kind}`;
  return { vi: vi[key], en: en[key] };
}

/** What a value in the file can be, and a whole number, which settings ask for. */
export type JsonKind = 'text' | 'number' | 'whole' | 'truth' | 'list' | 'group' | 'null';

function fill(text: string, language: 'vi' | 'en', params: ProblemParams): string {
  return text.replaceAll(/\{(\w+)\}/g, (gap, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? gap : typeof value === 'object' ? value[language] : String(value);
  });
}
