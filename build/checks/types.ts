// Types of every zone by `tsc -b`; a zone without a single file is a failure, not a pass.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linesOf, root, runTool } from './spawn.ts';
import type { StepResult } from './step.ts';

interface BuildInfo {
  readonly fileNames?: readonly string[];
}

/** Checks all zones; each zone counts as one. */
export async function checkTypes(args: readonly string[] = []): Promise<StepResult> {
  const solution = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  const zones = solution.references.map(({ path }) => path);
  const ran = await runTool('typescript/bin/tsc', ['-b', '--pretty', 'false', ...args]);
  const empty: string[] = [];
  for (const zone of zones) {
    const name = zone === 'electron' ? 'hosts' : zone.replace('electron/', '');
    const infoFile = join(root, '.cache', 'types', `${name}.tsbuildinfo`);
    const info: BuildInfo = existsSync(infoFile) ? (JSON.parse(await readFile(infoFile, 'utf8')) as BuildInfo) : {};
    const own = (info.fileNames ?? []).filter((file) => !file.includes('node_modules') && !file.endsWith('.d.ts'));
    if (own.length === 0) empty.push(`types: zone ${zone} has no file that was checked`);
  }
  const broken = ran.code === 0 ? 0 : 1;
  const failed = Math.min(zones.length, broken + empty.length);
  return {
    passed: zones.length - failed,
    failed,
    counted: 'zones',
    report: ran.code === 0 ? empty : [...linesOf(ran), ...empty],
  };
}
