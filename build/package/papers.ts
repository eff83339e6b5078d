// Writes what goes along with a package: our licence, the licences of everything foreign in it, and its list of parts (SBOM, CycloneDX).

import { createHash } from 'node:crypto';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { root, run } from '../checks/spawn.ts';
import { osName } from './platform-packages.ts';
import type { Platform } from './platform-packages.ts';
import { licenceFaults, shippedIn } from './shipped.ts';
import type { Shipped } from './shipped.ts';

const rule = '-'.repeat(100);

function head(part: Shipped): string {
  return [`${part.name} ${part.version}`.trim(), `Licence: ${part.licence ?? ''}`, ...(part.author === '' ? [] : [`By: ${part.author}`]), `Where: ${part.where}`].join('\n');
}

/** One text of all licences. What brings no text of its own stands under the standard text of its licence, named by its SPDX identifier. */
export function thirdPartyText(shipped: readonly Shipped[]): string {
  const intro =
    'What Một Cửa is made of besides its own code, with the licence of each part.\nA part without a text below is under the standard text of the licence named (spdx.org/licenses).';
  return `${[intro, ...shipped.map((part) => (part.text === '' ? head(part) : `${head(part)}\n\n${part.text}`))].join(`\n\n${rule}\n`)}\n`;
}

const bomSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })).default([]),
});

/** A number that stays the same for the same parts, so that the same sources give the same file. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** npm's list of all that is installed, cut down to what is shipped; parts without a package of npm are added. */
export function bomOf(all: unknown, shipped: readonly Shipped[], at: string): string {
  const { metadata, components, dependencies, ...rest } = bomSchema.parse(all);
  const kept = components.filter((part) => shipped.some(({ name, version }) => part.version === version && (part.name === name || part['bom-ref'] === `${name}@${version}`)));
  const own = { ...metadata.component, type: 'application', name: 'mot-cua' };
  const added = shipped
    .filter(({ name, version }) => !kept.some((part) => part.version === version && (part.name === name || part['bom-ref'] === `${name}@${version}`)))
    .map(({ name, version, licence, where }) => ({
      'bom-ref': `${name}@${version}`,
      type: 'library',
      name,
      ...(version === '' ? {} : { version }),
      ...(licence === null ? {} : { licenses: [{ expression: licence.replaceAll(/\s*\/\s*/g, ' OR ') }] }),
      properties: [{ name: 'mot-cua:where', value: where }],
    }));
  const refs = new Set([own['bom-ref'], ...kept.map((part) => part['bom-ref']), ...added.map((part) => part['bom-ref'])]);
  const bom = {
    ...rest,
    metadata: { ...metadata, timestamp: at, component: own },
    // What npm calls development is in the bundles all the same.
    components: [...kept.map((part) => ({ ...part, scope: 'required', properties: [] })), ...added],
    dependencies: dependencies.filter(({ ref }) => refs.has(ref)).map((entry) => ({ ...entry, dependsOn: entry.dependsOn.filter((ref) => refs.has(ref)) })),
  };
  return `${JSON.stringify({ ...bom, serialNumber: serialOf(JSON.stringify(bom.components)) }, null, 2)}\n`;
}

async function committedAt(): Promise<string> {
  const said = await run('git', ['log', '-1', '--format=%cI']);
  return said.code === 0 ? new Date(said.out.trim()).toISOString() : '1970-01-01T00:00:00.000Z';
}

/** Writes the papers of one platform where electron-builder.yml takes them from. Throws where something may not be shipped. */
export async function writePapers(platform: Platform, bundled: readonly string[]): Promise<{ readonly folder: string; readonly shipped: readonly Shipped[] }> {
  const shipped = await shippedIn(platform, bundled);
  const faults = licenceFaults(shipped);
  if (faults.length > 0) throw new Error(`What may not be shipped:\n${faults.join('\n')}`);
  const listed = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
    // The bundler leaves its own here, under which npm would list half.
    env: { NODE_ENV: undefined },
  });
  if (listed.code !== 0) throw new Error(`npm sbom failed: ${listed.err}`);
  const folder = path.join(root, '.cache', 'package', 'papers', osName[platform]);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE.txt'));
  await writeFile(path.join(folder, 'THIRD-PARTY.txt'), thirdPartyText(shipped));
  await writeFile(path.join(folder, 'sbom.cdx.json'), bomOf(JSON.parse(fromBrace(listed.out)), shipped, await committedAt()));
  return { folder, shipped };
}

/** npm may say something before the list. */
function fromBrace(out: string): string {
  return out.slice(out.indexOf('{'));
}
