// README.md kept true: each command it shows exists, and the first one, `npm start`, is really started, twice on the same data.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { commandFault, readmeCommands } from './readme-commands.ts';
import { linesOf, root, run } from './spawn.ts';
import type { StepResult } from './step.ts';

const longestMs = 240_000;

/** Checks all commands and runs those that may be run; each counts as one, and each start as one. */
export async function checkReadme(): Promise<StepResult> {
  const file = join(root, 'README.md');
  if (!existsSync(file)) return { passed: 0, failed: 1, counted: 'commands', report: ['README.md is missing'] };
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const commands = readmeCommands(await readFile(file, 'utf8'));
  const report = commands.flatMap(({ text }) => commandFault(text, new Set(Object.keys(scripts))) ?? []);
  for (const first of ['npm start', 'npm test']) {
    if (!commands.some(({ text }) => text === first)) report.push(`README: '${first}' is not shown`);
  }
  const runs = commands.filter(({ text, isRun }) => isRun && !['npm start', 'npm test'].includes(text));
  for (const { text } of runs) report.push(...(await attempt(text, text.split(' '))));
  report.push(...(await startTwice()));
  const total = commands.length + runs.length + 2;
  const failed = Math.min(total, report.length === 0 ? 0 : Math.max(1, report.filter((line) => line.startsWith('README')).length));
  return { passed: total - failed, failed, counted: 'commands', report };
}

/** `npm start -- --check` starts everything, asks each address over HTTP and stops; the second time it must find its data. */
async function startTwice(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-readme-'));
  try {
    const start = ['npm', 'start', '--', '--check', `--data=${folder}`];
    const first = await attempt('npm start, for the first time', start, /A new example point/);
    return first.length > 0 ? first : await attempt('npm start, once more', start, /goes on with its data/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function attempt(name: string, words: readonly string[], mustSay = /^/): Promise<string[]> {
  const [program = 'npm', ...args] = words;
  const ran = await run(program, args, { signal: AbortSignal.timeout(longestMs) }).catch((cause: unknown) => ({
    code: null,
    out: '',
    err: String(cause),
  }));
  if (ran.code !== 0) return [...linesOf(ran), `README: ${name} ended with ${String(ran.code)}`];
  return mustSay.test(ran.out) ? [] : [...linesOf(ran), `README: ${name} did not say ${mustSay.source}`];
}
