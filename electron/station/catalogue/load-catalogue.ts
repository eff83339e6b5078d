// Reads a catalogue of procedures, the one that is shipped or another in its place, and answers from memory.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FieldCode, ProcedureCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { finished } from '../../../shared/base/steps.ts';
import { parseCatalogue, synonymFileSchema, titlesOf, toldFileSchema } from '../../../shared/contract/catalogue-file.ts';
import type { CatalogueEntry, CatalogueFile, CatalogueTitle } from '../../../shared/contract/catalogue-file.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import { everydaySpeech } from '../../../shared/domain/procedure/everyday-speech.ts';
import type { EverydaySpeech } from '../../../shared/domain/procedure/everyday-speech.ts';
import { searchProcedures } from '../../../shared/domain/procedure/search.ts';
import { indexing, withStories } from '../../../shared/domain/procedure/search-index.ts';

/** How often the point has received a procedure. */
export type Received = (code: ProcedureCode) => number;

/** The catalogue in memory; `size` is how many procedures it has, those known by title among them. */
export interface LoadedCatalogue {
  readonly size: number;
  read(code: ProcedureCode): Procedure | null;
  /** Learns the sentences that people told, in steps; until the last is done, the search knows names only. */
  learn(): Generator<void, void>;
  /** Best first, what the point receives before what it never sees. Same question, same answer; a few milliseconds at most. */
  search(text: string, field: FieldCode | null, limit: number, received?: Received): { readonly procedures: readonly Procedure[]; readonly total: number };
}

/** Loads `procedures.json`, `synonyms.json` and `told.json` of a folder. Throws for files that are not what their schemas say, with the place in the sentence. */
export function loadCatalogue(folder: string): LoadedCatalogue {
  return finished(loading(shippedFile(folder), shippedSpeech(folder)));
}

/** `procedures.json` of a folder. Throws where it is no catalogue. */
export function shippedFile(folder: string): CatalogueFile {
  const parsed = parseCatalogue(readFileSync(path.join(folder, 'procedures.json'), 'utf8'));
  if ('refused' in parsed) throw new Error(`procedures.json: ${parsed.refused}`);
  return parsed.catalogue;
}

/** `synonyms.json` and `told.json` of a folder: they serve any catalogue. Throws where one is not what its schema says. */
export function shippedSpeech(folder: string): EverydaySpeech {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  return everydaySpeech(synonymFileSchema.parse(read('synonyms.json')), toldFileSchema.parse(read('told.json')));
}

/** A catalogue made ready with all that it learns, in steps between which others may be served. */
export function* loading(file: CatalogueFile, speech: EverydaySpeech): Generator<void, LoadedCatalogue> {
  const loaded = yield* loadingNames(file, speech);
  yield* loaded.learn();
  return loaded;
}

/** The same with what a start waits for: `learn` is still to be done. */
export function* loadingNames(file: CatalogueFile, speech: EverydaySpeech): Generator<void, LoadedCatalogue> {
  const entries: readonly (CatalogueEntry | CatalogueTitle)[] = [...file.procedures, ...titlesOf(file)];
  let index = yield* indexing(entries, speech);
  const read = readerOf(file);
  return {
    size: entries.length,
    read,
    *learn() {
      index = yield* withStories(index);
    },
    search: (text, field, limit, received) => {
      const { found, total } = searchProcedures(index, { text, field, limit, received });
      return { procedures: found.map(({ code }) => must(read(code), 'the index was made of these entries')), total };
    },
  };
}

/** Reads procedures of a catalogue by code, without an index. */
export function readerOf(file: CatalogueFile): LoadedCatalogue['read'] {
  const known = new Map([...file.procedures, ...titlesOf(file)].map((entry) => [entry.code, entry]));
  return (code) => {
    const entry = known.get(code);
    return entry === undefined ? null : 'origin' in entry ? entryAsProcedure(entry) : titleAsProcedure(entry);
  };
}

function entryAsProcedure({ officialName: _officialName, origin: _origin, ...procedure }: CatalogueEntry): Procedure {
  return procedure;
}

/** What is known of a procedure that others decide: its title. It promises nothing. */
function titleAsProcedure({ code, name, field, sector }: CatalogueTitle): Procedure {
  return { code, name, field, sector, timeLimit: { unit: 'unstated', text: '' }, feeText: '', papers: [], result: '', level: 'other' };
}
