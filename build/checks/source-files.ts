// Lists the repository's own files as git sees them: tracked, and new ones that are not ignored.
import { run } from './spawn.ts';

/** Paths from the root with forward slashes, sorted, without files that were deleted but not yet committed. */
export async function repositoryFiles(): Promise<readonly string[]> {
  const [all, gone] = await Promise.all([
    run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']),
    run('git', ['ls-files', '-z', '--deleted']),
  ]);
  if (all.code !== 0 || gone.code !== 0) throw new Error(`git could not list the files: ${all.err}${gone.err}`);
  const deleted = new Set(gone.out.split('\0'));
  return [...new Set(all.out.split('\0'))].filter((file) => file !== '' && !deleted.has(file)).toSorted();
}

/** Where files that break a rule on purpose live; every ordinary check leaves it out. */
export const plantedFolder = 'build/checks/planted/';

/** Whether a path is program text of ours that the checks of imports and shape speak of. */
export function isSource(file: string): boolean {
  return /\.(ts|tsx|mjs|cjs|js)$/.test(file) && !file.startsWith(plantedFolder);
}
