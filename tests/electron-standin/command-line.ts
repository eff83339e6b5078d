// Reads Electron's command line: switches for Node and Chromium, then the app, then the app's own arguments.

/** A command line taken apart. */
export interface CommandLine {
  /** Modules to load before the app, from `-r` and `--require`. */
  readonly required: readonly string[];
  /** Port of Node's inspector; null when it was not asked for. */
  readonly inspectPort: number | null;
  /** Switches before the app, without their dashes: they are Chromium's. */
  readonly switches: ReadonlyMap<string, string>;
  /** Folder or main file of the app; null when none was given. */
  readonly app: string | null;
  /** What `process.argv` holds after the executable, as in Electron. */
  readonly argv: readonly string[];
}

/** Takes `argv` (without the executable) apart. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const required: string[] = [];
  const switches = new Map<string, string>();
  let inspectPort: number | null = null;
  let index = 0;
  for (; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '-r' || word === '--require') {
      index += 1;
      const module = argv[index];
      if (module === undefined) throw new Error(`electron-standin: ${word} names no module`);
      required.push(module);
      continue;
    }
    if (!word.startsWith('-')) break;
    const [name, value] = split(word);
    if (name === 'inspect') inspectPort = Number(value === '' ? 9229 : value.split(':').at(-1));
    else switches.set(name, value);
  }
  // The loader of Playwright cuts everything up to `--remote-debugging-port=0` away and takes the rest for the app.
  const cut = argv.indexOf('--remote-debugging-port=0');
  const own = argv.slice(index);
  return { required, inspectPort, switches, app: own[0] ?? null, argv: cut === -1 || cut > index ? own : ['--remote-debugging-port=0', ...own] };
}

function split(word: string): readonly [string, string] {
  const plain = word.replace(/^--?/, '');
  const at = plain.indexOf('=');
  return at === -1 ? [plain, ''] : [plain.slice(0, at), plain.slice(at + 1)];
}
