// What each key of the settings means, in both languages: for the published schema, the reference and the sentences about wrong files.

import keys from '../../../resources/settings/keys.json' with { type: 'json' };
import type { BothLanguages } from './sentences.ts';

const meanings: ReadonlyMap<string, BothLanguages> = new Map(Object.entries(keys));

/** Paths that have words, as `OutlineNode.path` writes them. */
export const KNOWN_MEANINGS: readonly string[] = [...meanings.keys()];

/** The words of a key by its outline path; of the nearest key above it where it has none of its own. */
export function meaningOf(path: string): BothLanguages {
  const own = meanings.get(path);
  if (own !== undefined) return own;
  const above = path.replace(/(?:\[\]|\.?[^.[\]]+)$/, '');
  return above === path || above === '' ? { vi: path, en: path } : meaningOf(above);
}
