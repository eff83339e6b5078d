// Reads what is written into the executable of Windows: who it says it is, and the hash of the archive that it will run.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getRawHeader } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { z } from 'zod';

const integritySchema = z.array(z.strictObject({ file: z.string(), alg: z.literal('SHA256'), value: z.string() }));

/** What an executable says. */
export interface Said {
  readonly strings: Readonly<Record<string, string>>;
  /** Pictures of its icon. */
  readonly icons: number;
  /** For each archive the hash of its header, lower-case hex. */
  readonly archives: Readonly<Record<string, string>>;
}

/** Reads the resources of an executable. */
export async function readWindowsExecutable(file: string): Promise<Said> {
  const resources = NtExecutableResource.from(NtExecutable.from(await readFile(file), { ignoreCert: true }));
  const [version] = Resource.VersionInfo.fromEntries(resources.entries);
  const language = version?.getAllLanguagesForStringValues()[0];
  const integrity = resources.entries.find((entry) => entry.type === 'INTEGRITY' && entry.id === 'ELECTRONASAR');
  const archives = integrity === undefined ? [] : integritySchema.parse(JSON.parse(Buffer.from(integrity.bin).toString('utf8')));
  return {
    strings: version === undefined || language === undefined ? {} : { ...version.getStringValues(language) },
    icons: Resource.IconGroupEntry.fromEntries(resources.entries)[0]?.icons.length ?? 0,
    archives: Object.fromEntries(archives.map(({ file: archive, value }) => [archive.replaceAll('\\', '/'), value])),
  };
}

/** The hash by which Electron knows an archive again: SHA-256 of its header, which holds the hashes of its files. */
export function hashOfArchive(archive: string): string {
  return createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
}
