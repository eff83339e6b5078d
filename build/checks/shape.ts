// The shape of every file in the repository: opening sentence, length, place, and words that must not stand in it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shapeFaults, sizeFault } from './shape-rules.ts';
import { plantedFolder, repositoryFiles } from './source-files.ts';
import { root } from './spawn.ts';
import type { StepResult } from './step.ts';

/** Checks every file; the tree counts as one. */
export async function checkShape(): Promise<StepResult> {
  const files = (await repositoryFiles()).filter((file) => !file.startsWith(plantedFolder));
  const report: string[] = [];
  for (const file of files) {
    const bytes = await readFile(join(root, file));
    const isText = !bytes.subarray(0, 4096).includes(0);
    const faults = [...sizeFault(file, bytes.length), ...(isText ? shapeFaults(file, bytes.toString('utf8')) : [])];
    report.push(...faults);
  }
  if (files.length === 0) report.push('shape: no file was read');
  const failed = report.length > 0 ? 1 : 0;
  return { passed: 1 - failed, failed, counted: 'check', report };
}
