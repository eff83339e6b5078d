// Any catalogue file made searchable: a copy of the portal's pages, or a catalogue of our own.

import { z } from 'zod';
import { parseCatalogue, titlesOf } from '../../shared/contract/catalogue-file.ts';
import type { SearchableProcedure } from '../../shared/domain/procedure/search-index.ts';
import { convertPage } from './convert.ts';
import { portalPages, UnreadableFile } from './portal-page.ts';

/** The procedures of a file's text. Throws `UnreadableFile` with a sentence that says where for anything else. */
export function searchableOf(text: string, file: string): readonly SearchableProcedure[] {
  const head = firstObject(text);
  if (head !== null && 'code' in head) return portalPages(text, file).map((page) => convertPage(page).entry);
  const parsed = parseCatalogue(text);
  if ('refused' in parsed) throw new UnreadableFile(`${file}: ${parsed.refused}`);
  return [...parsed.catalogue.procedures, ...titlesOf(parsed.catalogue)];
}

/** The first line where it is one whole object: pages stand one a line. */
function firstObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text.slice(0, Math.max(0, text.indexOf('\n'))) || text);
    return typeof value === 'object' ? value : null;
  } catch {
    // A catalogue of many lines, or a cut page: what reads it next says which.
    return text.startsWith('{"code"') ? { code: '' } : null;
  }
}

const queriesSchema = z.array(z.union([z.string(), z.object({ query: z.string() }).transform(({ query }) => query)]));

/** The queries of a JSON list: strings, or objects with a `query`. */
export function queriesOf(text: string, file: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(`${file} is no JSON: ${error instanceof Error ? error.message : 'unknown'}`, { cause: error });
  }
  const parsed = queriesSchema.safeParse(value);
  if (!parsed.success) throw new UnreadableFile(`${file}: entry ${Number(parsed.error.issues[0]?.path[0] ?? 0) + 1} is neither a text nor an object with a "query"`);
  return parsed.data;
}
