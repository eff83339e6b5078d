// Who imports whom: reads the whole tree with the rules of build/imports, then proves on planted files that each rule fires.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readImports, ruleNames, sourceFolders } from '../imports/rules.ts';
import type { Violation } from '../imports/rules.ts';
import { isSource, plantedFolder, repositoryFiles } from './source-files.ts';
import { root } from './spawn.ts';
import type { StepResult } from './step.ts';

/** Below this the reader is not reading: without a TypeScript parser it finds no module and no fault. */
const fewestModules = 60;

/** Checks the real tree and the planted one; each rule counts as one. */
export async function checkImports(): Promise<StepResult> {
  const files = await repositoryFiles();
  const [real, planted] = [await realFaults(files), await plantedFaults(files)];
  const broken = new Set(real.broken);
  const failed = Math.max(broken.size, real.report.length > 0 ? 1 : 0) + planted.faults.length;
  return {
    passed: ruleNames.length - broken.size + planted.caught,
    failed,
    counted: 'checks (each rule, and each planted violation)',
    report: [...real.report, ...planted.faults],
  };
}

async function realFaults(files: readonly string[]): Promise<{ report: string[]; broken: string[] }> {
  const folders = sourceFolders.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
  const reading = await readImports(root, folders, `^${plantedFolder}`);
  const read = new Set(reading.modules);
  const sources = files.filter((file) => isSource(file) && sourceFolders.some((folder) => file.startsWith(`${folder}/`)));
  const unread = sources.filter((file) => !read.has(file));
  const report = reading.violations.map(sentence);
  if (reading.modules.length < fewestModules || reading.imports < reading.modules.length) {
    report.push(`imports: only ${String(reading.modules.length)} modules with ${String(reading.imports)} imports were read`);
  }
  if (unread.length > 0) report.push(`imports: ${String(unread.length)} files were not read, for one ${unread[0] ?? ''}`);
  return { report, broken: reading.violations.map((violation) => violation.rule) };
}

/** The planted tree repeats the real folders; each file names in its first lines the rules that must report it. */
async function plantedFaults(files: readonly string[]): Promise<{ faults: string[]; caught: number }> {
  const folder = `${plantedFolder}imports/`;
  const expected: string[] = [];
  for (const file of files.filter((name) => name.startsWith(folder))) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, rule] of text.matchAll(/^\/\/ planted: (.+)$/gm)) expected.push(`${file.slice(folder.length)}: ${rule ?? ''}`);
  }
  const baseDir = join(root, folder);
  const folders = sourceFolders.filter((name) => files.some((file) => file.startsWith(`${folder}${name}/`)));
  const reading = await readImports(baseDir, folders, '^$');
  const found = new Set(reading.violations.map((violation) => `${violation.file}: ${violation.rule}`));
  const faults = [
    ...expected.filter((line) => !found.has(line)).map((line) => `imports: planted but not caught — ${line}`),
    ...[...found].filter((line) => !expected.includes(line)).map((line) => `imports: caught but not planted — ${line}`),
    ...ruleNames
      .filter((rule) => !expected.some((line) => line.endsWith(`: ${rule}`)))
      .map((rule) => `imports: no planted file proves that ${rule} fires`),
  ];
  return { faults, caught: expected.filter((line) => found.has(line)).length };
}

function sentence({ file, imported, rule, why }: Violation): string {
  return `${file}: may not import ${imported} (${rule}). ${why}`;
}
