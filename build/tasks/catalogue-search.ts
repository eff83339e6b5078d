// `npm run catalogue:search -- --catalogue FILE --queries FILE --json`: what the program's search finds in any catalogue, and how long each query takes.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { shippedSpeech } from '../../electron/station/catalogue/load-catalogue.ts';
import { searchProcedures } from '../../shared/domain/procedure/search.ts';
import { procedureIndex } from '../../shared/domain/procedure/search-index.ts';
import { readText, UnreadableFile } from '../catalogue/portal-page.ts';
import { queriesOf, searchableOf } from '../catalogue/searchable.ts';

/** Searches before the clock counts: a station has been running for a while when somebody types. */
const WARM_UP = 300;
const SHOWN = 3;

function stop(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

const USAGE = 'usage: npm run catalogue:search -- --catalogue FILE --queries FILE [--json]   (a file as catalogue:import takes it, or a catalogue; a JSON list of texts)';
const { catalogue, queries, json } = (() => {
  try {
    return parseArgs({ options: { catalogue: { type: 'string' }, queries: { type: 'string' }, json: { type: 'boolean', default: false } } }).values;
  } catch {
    return stop(USAGE, 2);
  }
})();
if (catalogue === undefined || queries === undefined) stop(USAGE, 2);

const speech = shippedSpeech(path.join(import.meta.dirname, '../../resources/catalogue'));
const [procedures, asked] = (() => {
  try {
    return [searchableOf(readText(catalogue), catalogue), queriesOf(readText(queries), queries)] as const;
  } catch (error) {
    return stop(error instanceof UnreadableFile ? error.message : `could not be read: ${error instanceof Error ? error.message : 'unknown'}`, 1);
  }
})();

const index = procedureIndex(procedures, speech);
const find = (text: string): readonly string[] => searchProcedures(index, { text, field: null, limit: SHOWN }).found.map(({ code }) => code);
for (const { name } of procedures.slice(0, WARM_UP)) find(name);
const answers = asked.map((query) => {
  const startedAt = performance.now();
  const codes = find(query);
  return { query, codes, ms: Number((performance.now() - startedAt).toFixed(3)) };
});
if (json) process.stdout.write(`${JSON.stringify(answers)}\n`);
else for (const { query, codes, ms } of answers) process.stdout.write(`${query}: ${codes.join(', ') || '–'} (${ms} ms)\n`);
