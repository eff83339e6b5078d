// Takes one guard away in a copy of the sources and runs what must notice it. The copy lies inside the repository, so that it finds the same packages; the sources themselves are never touched.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { linesOf, root, run, type Ran } from '../../../build/checks/spawn.ts';
import type { Mutation } from './list.ts';

/** Where the copy lies; two judges at once need two. */
const copyFolder = (name: string): string => path.join(root, '.cache', name);
/** Longest time for one run: a guard that is away may also let something wait for ever. */
const LONGEST_MS = 240_000;

export interface Verdict {
  readonly name: string;
  /** 'caught': green with the guard and red without it · 'missed': green without it · 'broken': red even with it, or the guard is no more where the list says. */
  readonly kind: 'caught' | 'missed' | 'broken';
  readonly words: readonly string[];
}

/** Copies what git knows of the sources, as they lie here now. */
async function copySources(copy: string): Promise<void> {
  rmSync(copy, { recursive: true, force: true });
  const known = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  for (const file of known.out.split('\n').filter((name) => name !== '' && !name.startsWith('docs/') && existsSync(path.join(root, name)))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file));
  }
  // The tools that specs are run with are looked for beside them.
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
}

function commandOf({ by }: Mutation): readonly string[] {
  switch (by.kind) {
    case 'power':
      return ['build/tasks/faults-power.ts', `--points=${by.points}`];
    case 'histories':
      return ['build/tasks/faults.ts', `--histories=${by.count}`, '--seed=20260713'];
    case 'tests':
      return [path.join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config=build/vitest.config.ts', `--project=${by.project}`, ...by.files, ...(by.named === undefined ? [] : ['-t', by.named])];
    case 'shell':
      return ['build/tasks/shell.ts', ...by.files, '-g', by.named];
  }
}

/** Runs inside the copy; ended as a failure when it takes too long. */
function runThere(copy: string, argv: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...argv], { cwd: copy, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS, killSignal: 'SIGKILL' });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out = `${out}${text}`.slice(-20_000)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (out = `${out}${text}`.slice(-20_000)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err: '' }));
  });
}

/** Why a guard cannot be taken away in the sources below `folder`: it is no more where the list says, or its tests are gone; null where it can. */
export function misplacedIn(folder: string, { changes, by }: Mutation): string | null {
  for (const { file, find } of changes) if (readFileSync(path.join(folder, file), 'utf8').split(find).length !== 2) return `${file} does not hold once: ${find}`;
  const gone = (by.kind === 'tests' || by.kind === 'shell' ? by.files : []).find((file) => !existsSync(path.join(folder, file)));
  return gone === undefined ? null : `there is no ${gone}`;
}

function apply(copy: string, mutation: Mutation): string | null {
  const misplaced = misplacedIn(copy, mutation);
  if (misplaced !== null) return misplaced;
  for (const { file, find, put } of mutation.changes) {
    const text = readFileSync(path.join(copy, file), 'utf8');
    writeFileSync(path.join(copy, file), text.replace(find, () => put));
  }
  return null;
}

/** The guards one after the other. Each check is first seen green with every guard in place. */
export async function judgeGuards(mutations: readonly Mutation[], tell: (words: string) => void, name = 'mutated'): Promise<readonly Verdict[]> {
  const copy = copyFolder(name);
  const green = new Map<string, boolean>();
  const verdicts: Verdict[] = [];
  try {
    for (const mutation of mutations) {
      await copySources(copy);
      const argv = commandOf(mutation);
      const key = argv.join(' ');
      if (!green.has(key)) {
        const whole = await runThere(copy, argv);
        green.set(key, whole.code === 0);
        if (whole.code !== 0) tell(linesOf(whole).slice(-15).join('\n'));
      }
      const misplaced = apply(copy, mutation);
      if (misplaced !== null || green.get(key) !== true) {
        verdicts.push({ name: mutation.name, kind: 'broken', words: [misplaced ?? 'its check is red even with the guard'] });
      } else {
        const ran = await runThere(copy, argv);
        verdicts.push({ name: mutation.name, kind: ran.code === 0 ? 'missed' : 'caught', words: linesOf(ran).filter((line) => /FAIL|lost|violation|not so|AssertionError/.test(line)).slice(0, 3) });
      }
      const last = verdicts.at(-1);
      if (last !== undefined) tell(`${last.kind.padEnd(7)} ${last.name}\n          ${last.words.join('\n          ')}`);
    }
    return verdicts;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
