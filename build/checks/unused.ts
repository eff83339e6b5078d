// Unused files, exports and packages, by knip; then a proof on a planted folder that both are seen.
import { join } from 'node:path';
import { plantedFolder } from './source-files.ts';
import { linesOf, root, runTool } from './spawn.ts';
import type { StepResult } from './step.ts';

/** Checks the tree (one check) and the planted folder (one for each planted thing). */
export async function checkUnused(): Promise<StepResult> {
  const [real, planted] = await Promise.all([
    runTool('knip/bin/knip.js', ['--config', 'build/knip.jsonc', '--no-progress']),
    runTool('knip/bin/knip.js', ['--no-progress'], { cwd: join(root, plantedFolder, 'unused') }),
  ]);
  const missed = ['nobody.ts', 'neverUsed'].filter((name) => !planted.out.includes(name));
  const faults = missed.map((name) => `unused: the planted ${name} was not seen`);
  const broken = real.code === 0 ? 0 : 1;
  return {
    passed: 3 - broken - missed.length,
    failed: broken + missed.length,
    counted: 'checks',
    report: [...(broken === 0 ? [] : linesOf(real)), ...faults],
  };
}
