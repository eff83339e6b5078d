// Proves that the package which Playwright drives differs from the one given away in a single fuse and in nothing else.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fuseFaults } from '../fuse-table.ts';
import { Ledger } from './ledger.ts';

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted();
}

/** Put beside the archive by the .deb when it is made, and so only in the folder that one was made from. */
const madeWithDeb = path.join('resources', 'apparmor-profile');

/** The places at which two byte strings of one length differ. */
function placesOf(one: Buffer, other: Buffer): number[] {
  const places: number[] = [];
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) places.push(at);
  return places;
}

/** Compares the packed program that is given away with the one under test, byte by byte. */
export async function compareInspectable(release: string, inspectable: string, executable: string): Promise<Ledger> {
  const ledger = new Ledger('package for Playwright');
  const names = (await filesBelow(release)).filter((name) => name !== madeWithDeb);
  const others = await filesBelow(inspectable);
  ledger.same([...names.filter((name) => !others.includes(name)), ...others.filter((name) => !names.includes(name))], [], 'the list of files that only one of the two has');
  for (const name of names.filter((file) => others.includes(file))) {
    const [one, other] = await Promise.all([release, inspectable].map((folder) => readFile(path.join(folder, name))));
    if (one === undefined || other === undefined || one.length !== other.length) ledger.none([`${name} has another size`]);
    else if (name === executable) ledger.same(placesOf(one, other).length, 1, 'the number of bytes in which the executable differs');
    else ledger.see(one.equals(other), `${name} differs`);
  }
  ledger.none(await fuseFaults(path.join(release, executable)));
  ledger.none(await fuseFaults(path.join(inspectable, executable), ['EnableNodeCliInspectArguments']));
  return ledger;
}
