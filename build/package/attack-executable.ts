// Tries on a packed executable what its fuses and its first lines must refuse: acting as Node, loading code that a variable names, opening to a debugger.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Longest a refused start may take, in ms; what goes on as the program is ended after it. */
const PATIENCE_MS = 15_000;
const OBEYED = 'mot-cua-obeyed';

interface Attempt {
  readonly said: string;
  /** False where it had to be ended. */
  readonly hasEnded: boolean;
}

function attempt(executable: string, args: readonly string[], variables: Readonly<Record<string, string>>, patienceMs: number): Promise<Attempt> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, [...args], { env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let hasEnded = true;
    const late = setTimeout(() => {
      hasEnded = false;
      child.kill('SIGKILL');
    }, patienceMs);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(late);
      resolve({ said, hasEnded });
    });
  });
}

/**
 * What the executable did that it must not. Needs a screen, or one in memory (xvfb-run), since refused switches leave the ordinary program.
 * Its settings file does not exist and its folder is a new one, so that nothing of this machine is touched.
 */
export async function attackFaults(executable: string, patienceMs = PATIENCE_MS): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'attack-'));
  try {
    const code = path.join(folder, 'obey.cjs');
    const proof = path.join(folder, 'obeyed');
    await writeFile(code, `require('node:fs').writeFileSync(${JSON.stringify(proof)}, '');`);
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const quiet = [...asRoot, `--user-data-dir=${path.join(folder, 'user')}`, '--settings', path.join(folder, 'none.json')];
    const faults: string[] = [];
    const asNode = await attempt(executable, ['-e', `console.log('${OBEYED}')`], { ELECTRON_RUN_AS_NODE: '1' }, patienceMs);
    if (asNode.said.includes(OBEYED)) faults.push('with ELECTRON_RUN_AS_NODE it acts as Node');
    await attempt(executable, quiet, { NODE_OPTIONS: `--require "${code.replaceAll('\\', '/')}"` }, patienceMs);
    if (existsSync(proof)) faults.push('it loads code that NODE_OPTIONS names');
    for (const prying of ['--inspect=0', '--inspect-brk=0', '--remote-debugging-port=0']) {
      const { said, hasEnded } = await attempt(executable, [prying, ...quiet], {}, patienceMs);
      if (/listening on ws:/i.test(said)) faults.push(`with ${prying} it opens to a debugger`);
      if (!hasEnded) faults.push(`with ${prying} it does not end`);
    }
    return faults;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
