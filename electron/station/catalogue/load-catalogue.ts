// Reads the catalogue of procedures that is shipped with the program, once at the start, and answers from memory.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FieldCode, ProcedureCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { parseCatalogue, synonymFileSchema, titlesOf } from '../../../shared/contract/catalogue-file.ts';
import type { CatalogueEntry, CatalogueFile, CatalogueTitle } from '../../../shared/contract/catalogue-file.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import { everydaySpeech } from '../../../shared/domain/procedure/everyday-speech.ts';
import type { EverydaySpeech } from '../../../shared/domain/procedure/everyday-speech.ts';
import { searchProcedures } from '../../../shared/domain/procedure/search.ts';
import { procedureIndex } from '../../../shared/domain/procedure/search-index.ts';

/** How often the point has received a procedure. */
export type Received = (code: ProcedureCode) => number;

/** The catalogue in memory; `size` is how many procedures it has, those known by title among them. */
export interface LoadedCatalogue {
  readonly size: number;
  read(code: ProcedureCode): Procedure | null;
  /** Best first, what the point receives before what it never sees. Same question, same answer; a few milliseconds at most. */
  search(text: string, field: FieldCode | null, limit: number, received?: Received): { readonly procedures: readonly Procedure[]; readonly total: number };
}

/** Loads `procedures.json` and `synonyms.json` of a folder. Throws for files that are not what their schemas say, with the place in the sentence. */
export function loadCatalogue(folder: string): LoadedCatalogue {
  const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const parsed = parseCatalogue(text('procedures.json'));
  if ('refused' in parsed) throw new Error(`procedures.json: ${parsed.refused}`);
  return catalogueOf(parsed.catalogue, everydaySpeech(synonymFileSchema.parse(JSON.parse(text('synonyms.json')))));
}

function catalogueOf(file: CatalogueFile, speech: EverydaySpeech): LoadedCatalogue {
  const entries: readonly (CatalogueEntry | CatalogueTitle)[] = [...file.procedures, ...titlesOf(file)];
  const index = procedureIndex(entries, speech);
  const known = new Map(entries.map((entry) => [entry.code, entry]));
  const read = (code: ProcedureCode): Procedure | null => {
    const entry = known.get(code);
    return entry === undefined ? null : 'origin' in entry ? entryAsProcedure(entry) : titleAsProcedure(entry);
  };
  return {
    size: known.size,
    read,
    search: (text, field, limit, received) => {
      const { found, total } = searchProcedures(index, { text, field, limit, received });
      return { procedures: found.map(({ code }) => must(read(code), 'the index was made of these entries')), total };
    },
  };
}

function entryAsProcedure({ officialName: _officialName, origin: _origin, ...procedure }: CatalogueEntry): Procedure {
  return procedure;
}

/** What is known of a procedure that others decide: its title. It promises nothing. */
function titleAsProcedure({ code, name, field, sector }: CatalogueTitle): Procedure {
  return { code, name, field, sector, timeLimit: { unit: 'unstated', text: '' }, feeText: '', papers: [], result: '', level: 'other' };
}
