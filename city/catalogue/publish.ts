// Publishes a catalogue: looked at as a station would, compared with the one before it, then put in place in one step under the next edition.

import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueChanges } from '../../shared/domain/catalogue/changes.ts';
import type { ProcedureChange } from '../../shared/domain/catalogue/changes.ts';
import { fitCatalogue } from './fit.ts';
import { editionsOf, FOR_ALL } from './places.ts';

/** A file that ends more of the procedures than this part is more often half of one than meant. */
const MOST_ENDED = 0.1;
const LAST_EDITION = 999_999_999;

export interface PublishOrder {
  readonly folder: string;
  readonly file: string;
  /** Null: every commune. */
  readonly commune: string | null;
  /** Null: the next. */
  readonly edition: number | null;
  /** How many procedures are meant to end, where they are many; null: nobody has said. */
  readonly ends: number | null;
  /** Only says what would be published. */
  readonly isTrial: boolean;
}

export interface PublishedCatalogue {
  readonly edition: number;
  readonly asOf: string;
  readonly procedures: number;
  /** Against the newest that those stations have been offered; null where there is none. */
  readonly changes: Readonly<Record<ProcedureChange['kind'], number>> | null;
}

/** Throws one sentence that says what to do; nothing has been published then. */
export async function publishCatalogue({ folder, file, commune, edition: wanted, ends, isTrial }: PublishOrder): Promise<PublishedCatalogue> {
  const bytes = await readFile(file).catch((error: unknown) => { throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`); });
  const fit = fitCatalogue(bytes);
  if ('refused' in fit) throw new Error(`${file} is not published: ${fit.refused}`);
  const { asOf, procedures } = fit.catalogue;
  const places = commune === null ? [FOR_ALL] : [commune, FOR_ALL];
  const lying = (await Promise.all(places.map(async (place) => (await editionsOf(folder, place)).map((edition) => ({ place, edition }))))).flat().sort((one, other) => other.edition - one.edition);
  const newest = lying[0];
  const highest = newest?.edition ?? 0;
  const edition = wanted ?? highest + 1;
  if (edition <= highest) throw new Error(`edition ${edition} is not published: ${highest} lies there already, and stations take only what is higher; leave --edition out to take ${highest + 1}`);
  if (edition > LAST_EDITION) throw new Error(`edition ${edition} is not published: the highest is ${LAST_EDITION}`);
  const before = newest === undefined ? null : fitCatalogue(await readFile(join(folder, newest.place, `${newest.edition}.json`)));
  if (before !== null && 'catalogue' in before && asOf < before.catalogue.asOf) throw new Error(`${file} is not published: its data is of ${asOf}, edition ${highest} is of ${before.catalogue.asOf}, and stations take nothing older; make it from a newer copy of the portal`);
  const changes = before !== null && 'catalogue' in before ? counted(catalogueChanges(before.catalogue.procedures, procedures)) : null;
  const had = before !== null && 'catalogue' in before ? before.catalogue.procedures.length : 0;
  if (changes !== null && changes.ended > had * MOST_ENDED && changes.ended !== ends) {
    throw new Error(`${file} is not published: ${changes.ended} of the ${had} procedures of edition ${highest} are not in it; if they have all ended, say --ends ${changes.ended}, otherwise publish the whole file`);
  }
  if (!isTrial) await putInPlace(join(folder, commune ?? FOR_ALL), `${edition}.json`, bytes);
  return { edition, asOf, procedures: procedures.length, changes };
}

function counted(changes: readonly ProcedureChange[]): NonNullable<PublishedCatalogue['changes']> {
  const count = (kind: ProcedureChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  return { new: count('new'), changed: count('changed'), ended: count('ended') };
}

/** Whole on the disk before it has its name, and never over another that somebody published at the same moment. */
async function putInPlace(place: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(place, { recursive: true });
  const part = join(place, `${name}.${process.pid}.part`);
  const file = await open(part, 'w', 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(part, join(place, name));
    await rm(part);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') {
      await rm(part, { force: true });
      throw new Error(`${name} is not published: somebody has published that edition at this moment; run the command again`, { cause: error });
    }
    // A disk that knows no second name for a file, as many shared folders do.
    await rename(part, join(place, name));
  }
}
