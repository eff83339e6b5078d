// The sentence of a self-check in the reader's language, of its very reason where it names one, with the times in it as people write them, and the words of the code where it names one.

import type { Check } from '../../../../shared/contract/admin.ts';
import { fill } from '../../../parts/texts/texts.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { sentenceOf } from '../../../parts/care/words-for.ts';

/** Parameters that are epoch ms; every other number stands as it is. */
const TIMES: ReadonlySet<string> = new Set(['now', 'since', 'trueAt']);

export function checkSentence({ name, state, params }: Check, texts: Texts): string {
  const said = Object.fromEntries(
    Object.entries(params).map(([param, value]) => [param, typeof value !== 'number' ? value : TIMES.has(param) ? `${texts.time(value)} ${texts.date(value)}` : String(value)]),
  );
  const sentence = sentenceOf(`health.${name}.${state}.${String(params['reason'])}`, texts) ?? sentenceOf(`health.${name}.${state}`, texts);
  // A check of a newer station may not have its words here yet: it is shown all the same.
  if (sentence === null) return texts.t('admin.health.unknown', { name, state: texts.t(`admin.health.state.${state}`) });
  const { code, detail } = params;
  const why = code === undefined ? '' : ` ${sentenceOf(`error.${code}`, texts) ?? code}`;
  return `${fill(sentence, said)}${why}${detail === undefined || sentence.includes('{detail}') ? '' : ` (${detail})`}`;
}
