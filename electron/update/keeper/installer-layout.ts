// Versions put in place by the system's installer (a Debian package, an NSIS installer run silently): each version's installer is kept, and going back is running the older one.

import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { UpdateMachine } from '../../../shared/wire/updates.ts';
import { replaceFile, type Disk } from '../files/disk.ts';
import { readRecord, writeRecord } from '../files/record.ts';
import type { UpdatePlaces } from '../notes.ts';
import { requireOwn } from './own.ts';
import { readInstalled, type Installed } from './plan.ts';
import type { Layout } from './ports.ts';
import { BundleRefused, hashOf } from './take.ts';

const run = promisify(execFile);
const INSTALL_MS = 15 * 60_000;
/** Says which kept installer ran to its end last. */
const ACTIVE_FILE = 'active';
/** Beside each kept installer: what it was when it was kept. Disks rot, and the way back is looked at years later. */
const keptSchema = z.strictObject({ format: z.literal(1), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export interface InstallerLayoutParts {
  readonly disk: Disk;
  readonly places: UpdatePlaces;
  readonly kind: UpdateMachine['kind'];
  /** Runs a program to its end; throws where it does not end with 0. The system's by default. */
  readonly execute?: (command: string, args: readonly string[]) => Promise<void>;
  /** Who the keeper is; null where the system has no such numbers. Whoever runs this by default. */
  readonly uid?: number | null;
}

async function executeIt(command: string, args: readonly string[]): Promise<void> {
  await run(command, [...args], { timeout: INSTALL_MS, windowsHide: true, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } });
}

/** Needs the rights of whoever installs programs: root, or SYSTEM. */
export function installerLayout({ disk, places, kind, execute = executeIt, uid = process.getuid?.() ?? null }: InstallerLayoutParts): Layout {
  const suffix = kind === 'nsis' ? '.exe' : '.deb';
  const keptOf = ({ folder }: Installed): string => path.join(places.kept, `${folder}${suffix}`);
  const activeFile = path.join(places.kept, ACTIVE_FILE);
  const active = (): Installed | null => readInstalled(disk.read(activeFile, 1000));
  const recordOf = (version: Installed): string => `${keptOf(version)}.json`;
  const isThere = (version: Installed): boolean => disk.names(places.kept).includes(path.basename(keptOf(version)));
  const isWhole = (version: Installed): boolean => {
    const record = readRecord(disk, recordOf(version), keptSchema);
    if (record.kind === 'unreadable') throw record.error;
    return record.kind === 'seen' && hashOf(keptOf(version), record.content.bytes) === record.content.sha256;
  };
  return {
    mustActivate: true,
    has: (version) => {
      try {
        return isThere(version) && isWhole(version);
      } catch (error) {
        if (error instanceof BundleRefused) return false;
        throw error;
      }
    },
    inPlace: active,
    declare: (version) => {
      disk.makeFolder(places.kept);
      replaceFile(disk, activeFile, JSON.stringify(version));
    },
    prepare: (target, { payloadFile, sha256 }) => {
      const unfinished = `${keptOf(target)}.tmp`;
      disk.makeFolder(places.kept);
      try {
        copyFileSync(payloadFile, unfinished);
        // The copy has the mode of what was copied, which others may have been allowed to write.
        chmodSync(unfinished, 0o600);
        disk.syncFile(unfinished);
        // Of the copy, from here on the only one that counts.
        const bytes = statSync(unfinished).size;
        const kept = hashOf(unfinished, bytes);
        if (sha256 !== undefined && kept !== sha256) throw new BundleRefused('wrong-hash');
        disk.rename(unfinished, keptOf(target));
        writeRecord(disk, recordOf(target), { format: 1, bytes, sha256: kept } satisfies z.infer<typeof keptSchema>);
      } catch (error) {
        // Half a copy would keep the disk full.
        disk.remove(unfinished);
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
      return Promise.resolve();
    },
    activate: async (version) => {
      // The first version of a machine was installed by a person, and its installer may not be here.
      if (active()?.folder === version.folder || (active() === null && !isThere(version))) return;
      requireOwn([places.keeper, places.kept], keptOf(version), uid);
      if (!isWhole(version)) throw new BundleRefused('wrong-hash');
      // Between here and the end nobody can say what is installed: after a power cut the installer runs once more.
      if (active() !== null) disk.remove(activeFile);
      disk.makeFolder(places.kept);
      disk.syncNames(places.kept);
      if (kind === 'nsis') await execute(keptOf(version), ['/S', '--updated']);
      else await execute('dpkg', ['--install', '--force-downgrade', '--force-confold', keptOf(version)]);
      replaceFile(disk, activeFile, JSON.stringify(version));
    },
    tidy: (keep) => {
      const kept = new Set([ACTIVE_FILE, ...keep.flatMap((version) => [keptOf(version), recordOf(version)].map((file) => path.basename(file)))]);
      for (const name of disk.names(places.kept)) if (!kept.has(name)) disk.remove(path.join(places.kept, name));
    },
  };
}
