// A Windows folder of its own under Wine in which an installer is run: its registry, its files, and the calls that it makes of netsh and icacls.

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../checks/spawn.ts';
import type { Ran } from '../../checks/spawn.ts';

/** Programs of Windows that Wine only pretends to have; a recorder takes their place. */
const recorded = ['netsh', 'icacls', 'schtasks'] as const;

export class WineFolder {
  readonly drive: string;
  readonly #variables: Readonly<Record<string, string>>;

  private constructor(folder: string) {
    this.drive = path.join(folder, 'drive_c');
    this.#variables = { WINEPREFIX: folder, WINEDEBUG: '-all', WINEDLLOVERRIDES: `mscoree,mshtml=;${recorded.map((name) => `${name}.exe`).join(',')}=n` };
  }

  /** Makes the folder anew; takes half a minute, most of it Wine's. `recorder` is the program that takes down calls. */
  static async make(folder: string, recorder: string): Promise<WineFolder> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const wine = new WineFolder(folder);
    await wine.start('wineboot', ['--init']);
    for (const name of recorded) {
      const file = path.join(wine.drive, 'windows', 'system32', `${name}.exe`);
      await rm(file, { force: true });
      await copyFile(recorder, file);
    }
    return wine;
  }

  /** For tools that start Wine themselves. */
  get variables(): Readonly<Record<string, string>> {
    return this.#variables;
  }

  /** Runs a program until it and all that it has started are over, and the registry is on the disk. */
  async start(program: string, args: readonly string[]): Promise<Ran> {
    const ran = await run('xvfb-run', ['-a', 'wine', program, ...args], { env: this.#variables });
    await run('wineserver', ['-w'], { env: this.#variables });
    return ran;
  }

  /** What was asked of netsh and icacls since the last question, without the path of the program. */
  async calls(): Promise<string[]> {
    const file = path.join(this.drive, 'calls.txt');
    const text = await readFile(file, 'utf8').catch(() => '');
    await rm(file, { force: true });
    return text.split('\r\n').filter((line) => line !== '').map((line) => line.replace(/^"?[^"]*\\(\w+)\.exe"? */i, '$1 ').trim());
  }

  /** From now on `program` ends with this code. */
  async letFail(program: (typeof recorded)[number], code: number): Promise<void> {
    await writeFile(path.join(this.drive, `calls-exit-${program}.exe.txt`), String(code));
  }

  /** The values of a key of the machine's registry, by name; null where there is no such key. Strings only, as the file has them. */
  async machineKey(key: string): Promise<Readonly<Record<string, string>> | null> {
    const text = await readFile(path.join(this.drive, '..', 'system.reg'), 'utf8');
    const head = `[${key.replaceAll('\\', '\\\\')}]`;
    const at = text.indexOf(head);
    if (at < 0) return null;
    const [block = ''] = text.slice(at + head.length).split('\n\n', 1);
    return Object.fromEntries([...block.matchAll(/^"((?:[^"\\]|\\.)*)"="((?:[^"\\]|\\.)*)"$/gm)].map(([, name = '', value = '']) => [unescape(name), unescape(value)]));
  }
}

function unescape(text: string): string {
  return text.replaceAll(/\\(x[0-9a-f]{1,4}|.)/g, (_whole, code: string) => (code.startsWith('x') ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code));
}
