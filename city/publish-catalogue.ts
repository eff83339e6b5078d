// The city's people at the command line: publish a catalogue of procedures, after it was looked at as a station would; list what lies there.

import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { editionsOf, FOR_ALL } from './catalogue/places.ts';
import { publishCatalogue } from './catalogue/publish.ts';
import { catalogueQuerySchema } from '../shared/wire/catalogue.ts';


const USAGE = `usage: node city/publish-catalogue.ts --catalogues FOLDER list
       node city/publish-catalogue.ts --catalogues FOLDER check FILE [--commune COMMUNE]
       node city/publish-catalogue.ts --catalogues FOLDER publish FILE [--commune COMMUNE] [--edition N] [--ends N]
FILE is what npm run catalogue:import made. Without a commune it is for all. Without a number it becomes the next edition. check says what publish would do, and does nothing.
--ends N says how many procedures are meant to end, where they are more than a tenth.`;

const number = z.string().regex(/^\d{1,9}$/).transform(Number).nullable();
const optionsSchema = z.object({ commune: catalogueQuerySchema.shape.commune.nullable(), edition: number, ends: number });

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { catalogues: { type: 'string' }, commune: { type: 'string' }, edition: { type: 'string' }, ends: { type: 'string' } }, allowPositionals: true });
  const named = values.catalogues ?? process.env['CITY_CATALOGUES'];
  const [act, file] = positionals;
  if (named === undefined || (act !== 'list' && act !== 'check' && act !== 'publish')) throw new Error(USAGE);
  const folder = resolve(named);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  if (act === 'list') {
    for (const place of (await readdir(folder).catch(() => [])).toSorted((one, other) => (one < other ? -1 : 1))) for (const edition of (await editionsOf(folder, place)).toSorted((one, other) => other - one)) print(`${place === FOR_ALL ? 'every commune' : place}  edition ${edition}`);
    return 0;
  }
  const options = optionsSchema.safeParse({ commune: values.commune ?? null, edition: values.edition ?? null, ends: values.ends ?? null });
  if (file === undefined || !options.success) throw new Error(USAGE);
  const { edition, asOf, procedures, changes } = await publishCatalogue({ folder, file: resolve(file), ...options.data, isTrial: act === 'check' });
  const against = changes === null ? 'the first that lies here' : `${changes.new} new, ${changes.changed} changed, ${changes.ended} ended`;
  print(`${act === 'check' ? 'would be published' : 'published'} as edition ${edition} for ${options.data.commune ?? 'every commune'}: ${procedures} procedures with their facts, data of ${asOf}; ${against}`);
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
