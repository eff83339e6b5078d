// Looks into a packed program before it is wrapped: contents, fuses, what its executable says, its papers, and that the release guard refuses it.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { contentFaults, filesOf } from '../contents.ts';
import { fuseFaults } from '../fuse-table.ts';
import { releaseFaults } from '../guard.ts';
import type { Made } from '../make.ts';
import type { Platform } from '../platform-packages.ts';
import { hashOfArchive, readWindowsExecutable } from '../windows-executable.ts';
import { Ledger } from './ledger.ts';

const bomSchema = z.looseObject({ bomFormat: z.literal('CycloneDX'), serialNumber: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/), components: z.array(z.looseObject({ name: z.string(), 'bom-ref': z.string() })) });

/** What the guard must say of every package that a placeholder touched. */
const refusals = [/variable OFFLINE_APP_DIR is set/, /is named as one that was only to be checked/, /the executable has \d+ KiB/, /the executable holds the words of the placeholder/, /the keeper's Node has \d+ KiB/];

/** A placeholder's package of `platform`, of version `version`. */
export async function checkPacked(platform: Platform, made: Made, version: string, variables: Readonly<Record<string, string>>): Promise<Ledger> {
  const ledger = new Ledger(platform);
  const executable = path.join(made.folder, platform === 'win32' ? 'mot-cua.exe' : 'mot-cua');
  const resources = path.join(made.folder, 'resources');
  ledger.see(filesOf(path.join(resources, 'app.asar')).length > 50, 'the archive holds nearly nothing');
  ledger.none(await contentFaults(resources, platform));
  ledger.none(await fuseFaults(executable));
  if (platform === 'win32') {
    const said = await readWindowsExecutable(executable);
    ledger.same([said.strings['ProductName'], said.strings['FileVersion'], said.strings['CompanyName']], ['Mot Cua', version, 'Mot Cua'], 'what the executable says of itself');
    ledger.same(said.icons, 7, 'the number of pictures of its icon');
    ledger.same(said.archives, { 'resources/app.asar': hashOfArchive(path.join(resources, 'app.asar')) }, 'the archive that it will run');
  }
  const licences = await readFile(path.join(made.folder, 'licences', 'THIRD-PARTY.txt'), 'utf8');
  for (const part of ['electron 45', 'react 19', 'zod 4', '@fontsource/be-vietnam-pro', 'SQLite3 Multiple Ciphers', 'hidapi', 'skia', 'Node.js 24']) ledger.see(licences.includes(`\n${part}`), `THIRD-PARTY.txt does not name ${part}`);
  const bom = bomSchema.parse(JSON.parse(await readFile(path.join(made.folder, 'licences', 'sbom.cdx.json'), 'utf8')));
  for (const part of ['electron', 'react', 'better-sqlite3', 'undici', 'libwebp']) ledger.see(bom.components.some(({ name }) => name === part), `the list of parts does not name ${part}`);
  const refused = await releaseFaults({ platform, folder: made.folder, artifacts: made.artifacts.map((file) => path.basename(file)), variables: { ...variables, OFFLINE_APP_DIR: made.folder } });
  for (const refusal of refusals) ledger.see(refused.some((fault) => refusal.test(fault)), `the release guard did not say ${refusal.source}`);
  return ledger;
}
