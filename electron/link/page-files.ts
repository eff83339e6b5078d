// Which file of the built pages an address means: the one place where a path from outside becomes a path on disk.

import { realpathSync } from 'node:fs';
import path from 'node:path';

/** The file that a path below `folder` means, or null: outside of it (also by a link), not there, or not a plain name. */
export function resolvePageFile(folder: string, rest: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(rest);
  } catch {
    return null;
  }
  if (!/^[\w.@/-]+$/.test(decoded) || decoded.split('/').some((part) => part === '' || part.startsWith('.'))) return null;
  try {
    const root = realpathSync(folder);
    const file = realpathSync(path.join(root, decoded));
    return file.startsWith(root + path.sep) ? file : null;
  } catch {
    return null;
  }
}
