// Reads the catalogue of procedures that is shipped with the program, once at the start, and answers from memory.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FieldCode, ProcedureCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { catalogueFileSchema, synonymFileSchema } from '../../../shared/contract/catalogue-file.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import { searchProcedures } from '../../../shared/domain/procedure/search.ts';
import { procedureIndex } from '../../../shared/domain/procedure/search-index.ts';

/** The catalogue in memory; `size` is how many procedures it has. */
export interface LoadedCatalogue {
  readonly size: number;
  read(code: ProcedureCode): Procedure | null;
  /** Best first. Same question, same answer; a few milliseconds at most. */
  search(text: string, field: FieldCode | null, limit: number): { readonly procedures: readonly Procedure[]; readonly total: number };
}

/** Loads `procedures.json` and `synonyms.json` of a folder. Throws for files that are not what their schemas say. */
export function loadCatalogue(folder: string): LoadedCatalogue {
  const parsed = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const entries = catalogueFileSchema.parse(parsed('procedures.json')).procedures;
  const index = procedureIndex(entries, synonymFileSchema.parse(parsed('synonyms.json')));
  const byCode = new Map(
    entries.map(({ code, name, field, sector, timeLimit, feeText, papers, result }) => [code, { code, name, field, sector, timeLimit, feeText, papers, result } satisfies Procedure]),
  );
  return {
    size: byCode.size,
    read: (code) => byCode.get(code) ?? null,
    search: (text, field, limit) => {
      const { found, total } = searchProcedures(index, { text, field, limit });
      return { procedures: found.map(({ code }) => must(byCode.get(code), 'the index was made of these entries')), total };
    },
  };
}
