// `npm test`: every check of the repository in order, to the end, with a count of what really ran. CI runs exactly this.
import { checkBundles } from '../checks/bundles.ts';
import { playFaults } from '../checks/faults.ts';
import { checkImports } from '../checks/imports.ts';
import { checkLint } from '../checks/lint.ts';
import { playMorning } from '../checks/morning.ts';
import { checkReadme } from '../checks/readme.ts';
import { checkShape } from '../checks/shape.ts';
import { checkShell } from '../checks/shell.ts';
import { signalTools } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';
import type { StepResult } from '../checks/step.ts';
import { runPlaywright, runVitest } from '../checks/tests.ts';
import { checkTypes } from '../checks/types.ts';
import { checkUnused } from '../checks/unused.ts';

const unitZones = ['shared', 'electron/station', 'electron/shell', 'electron/practice', 'city', 'build', 'tests/morning', 'tests/bench', 'tests/electron-standin', 'tests/faults/sim'];

/** Cheap ones first, so that a slip is told within seconds. */
const steps: readonly (readonly [string, () => Promise<StepResult>])[] = [
  ['types', () => checkTypes()],
  ['lint', checkLint],
  ['imports', checkImports],
  ['shape', checkShape],
  ['unused', checkUnused],
  ['unit', () => runVitest('unit', unitZones)],
  ['renderer', () => runVitest('renderer', ['renderer/screens', 'renderer/client', 'renderer/parts'])],
  ['build', checkBundles],
  ['integration', () => runVitest('integration', ['tests/integration', 'tests/faults/model', 'tests/security'])],
  ['end to end', () => runPlaywright()],
  ['shell', () => checkShell()],
  ['morning', () => playMorning(12, 7)],
  ['faults', () => playFaults(200, 20_260_713)],
  ['README', checkReadme],
];

const heartbeatMs = 20_000;

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

async function runStep(name: string, step: () => Promise<StepResult>): Promise<StepResult> {
  const startedAt = performance.now();
  print(`▶ ${name}`);
  const heartbeat = setInterval(() => {
    print(`  … ${name}, ${seconds(startedAt)}`);
  }, heartbeatMs);
  const broke = (cause: unknown): StepResult => ({
    passed: 0,
    failed: 1,
    counted: 'checks',
    report: [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)],
  });
  const result = await step().catch(broke);
  clearInterval(heartbeat);
  // A step that checked nothing has not passed.
  const failed = result.passed + result.failed === 0 ? 1 : result.failed;
  for (const line of result.report) print(`  ${line}`);
  print(
    `${failed === 0 ? '✔' : '✘'} ${name}: ${String(result.passed)} ${result.counted} passed, ${String(failed)} failed (${seconds(startedAt)})`,
  );
  return { ...result, failed };
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    signalTools(signal);
    process.exit(130);
  });
}

const only = process.argv.slice(2);
const chosen = only.length === 0 ? steps : steps.filter(([name]) => only.includes(name));
const startedAt = performance.now();
let passed = 0;
let failed = 0;
const bad: string[] = [];
const named: string[] = [];
for (const [name, step] of chosen) {
  const result = await runStep(name, step);
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) bad.push(name);
  if (result.failed > 0) named.push(...(result.named ?? []).slice(0, 40).map((line) => `✘ ${name}: ${line}`));
}
print('');
for (const line of named) print(line);
print(
  bad.length === 0
    ? `All ${String(chosen.length)} steps passed in ${seconds(startedAt)}.`
    : `Failed: ${bad.join(', ')} (${seconds(startedAt)}).`,
);
print(`${String(passed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
