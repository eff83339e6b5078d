// Makes files and names survive a power failure, for the places where the store moves whole files about.

import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What was written to a file is on the disk when this returns. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** New, changed and removed names of a folder are on the disk when this returns; Windows has no such call and needs none. */
export function syncNames(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
