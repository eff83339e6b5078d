// Whatever a station writes down has words: the history of a dossier and the line to the city showed bare names of kinds.

import { expect, test } from 'vitest';
import { logEvents } from '../../../shared/wire/log-events.ts';
import { textsOf } from '../texts/use-texts.tsx';
import { eventWords } from './words-for.ts';

test.each(['vi', 'en'] as const)('every kind of event has words (%s)', (language) => {
  const texts = textsOf(language, () => undefined);
  expect(Object.keys(logEvents).filter((type) => eventWords(type, texts) === type)).toEqual([]);
});
