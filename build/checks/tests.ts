// Runs the test suites and counts what really ran, from the runners' own reports. A suite that ran nothing has failed.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../setup/chromium.ts';
import { ensureHidLibraries, ensureTools } from '../setup/system-tools.ts';
import { countPlaywright, countVitest } from './reports.ts';
import { linesOf, root, runTool } from './spawn.ts';
import type { Ran } from './spawn.ts';
import type { StepResult } from './step.ts';

/** Projects of which one file runs at a time, whatever the machine. */
const alone: ReadonlySet<string> = new Set(['integration', 'lab']);

/** One of vitest's projects; `mustRunIn` names folders each of which must have run a test. */
export async function runVitest(project: string, mustRunIn: readonly string[], args: readonly string[] = []): Promise<StepResult> {
  if (project !== 'renderer') {
    await ensureTools(['strace', 'openssl']);
    await ensureHidLibraries();
  }
  const ran = await reporting(`vitest-${project}`, (file) =>
    runTool(
      'vitest/vitest.mjs',
      [
        'run',
        '--config=build/vitest.config.ts',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        // The runner keeps a core for itself, which on two leaves one file at a time.
        ...(alone.has(project) ? [] : [`--maxWorkers=${String(availableParallelism())}`]),
        ...args,
      ],
      { env: { NO_COLOR: '1', FORCE_COLOR: undefined } },
    ),
  );
  const counted = countVitest(ran.report);
  if (counted === null) return nothing(ran.tool, `${project}: the tests gave no report`);
  const idle = args.length === 0 ? mustRunIn.filter((folder) => !counted.files.some((file) => file.includes(`/${folder}/`))) : [];
  // Of a run that failed, only what failed is worth reading.
  const lines = counted.failed > 0 ? linesOf(ran.tool).filter((line) => !/^\s*✓/.test(line)) : [];
  const notRun = idle.map((folder) => `${project}: no test ran in ${folder}`);
  return { passed: counted.passed, failed: counted.failed + idle.length, counted: 'tests', report: [...lines, ...notRun], named: [...counted.named, ...notRun] };
}

/** The end-to-end tests in a real Chromium, which is installed when it is missing. */
export async function runPlaywright(args: readonly string[] = []): Promise<StepResult> {
  return playSpecs('end to end', 'playwright', 'build/playwright.config.ts', { CHROMIUM_PATH: await ensureChromium() }, args);
}

/** The built shell's own tests; `env` says what they run in. */
export async function runShellSpecs(env: Readonly<Record<string, string | undefined>>, args: readonly string[] = []): Promise<StepResult> {
  return playSpecs('shell', 'playwright-shell', 'build/playwright-shell.config.ts', env, args);
}

async function playSpecs(step: string, name: string, config: string, env: Readonly<Record<string, string | undefined>>, args: readonly string[]): Promise<StepResult> {
  const ran = await reporting(name, (file) =>
    runTool('@playwright/test/cli.js', ['test', `--config=${config}`, '--reporter=line,json', ...args], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, NO_COLOR: '1', FORCE_COLOR: undefined },
    }),
  );
  const counted = countPlaywright(ran.report);
  if (counted === null) return nothing(ran.tool, `${step}: the tests gave no report`);
  const failed = counted.failed === 0 && ran.tool.code !== 0 ? 1 : counted.failed;
  return { passed: counted.passed, failed, counted: 'tests', report: failed > 0 ? linesOf(ran.tool) : [], named: counted.named };
}

async function reporting(name: string, start: (file: string) => Promise<Ran>): Promise<{ tool: Ran; report: unknown }> {
  const folder = join(root, '.cache', 'reports');
  const file = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  const tool = await start(file);
  return { tool, report: existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined };
}

function nothing(tool: Ran, reason: string): StepResult {
  return { passed: 0, failed: 1, counted: 'tests', report: [...linesOf(tool), reason] };
}
