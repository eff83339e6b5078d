// The stand-in's entry: reads Electron's command line, puts its own `electron` in the place of the package, and runs the unmodified app.

import { existsSync, readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCommandLine } from './command-line.ts';
import { run } from './run.ts';

// For this process alone.
delete process.env['NODE_COMPILE_CACHE'];

const executable = path.join(import.meta.dirname, 'electron');
const line = readCommandLine(process.argv.slice(2));
process.stderr.write('electron-standin: this is NOT Electron but a stand-in for tests, on Node and the system’s Chromium\n');

const ours = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) => (/^electron(\/main|\/common)?$/.test(specifier) ? { url: ours, format: 'module-typescript', shortCircuit: true } : next(specifier, context)),
});

// Node loads parts of itself at their first use. Whoever looks at such a global through the inspector while its part is half loaded leaves it undefined for the life of the process; they are whole before anyone can look.
void [globalThis.performance, globalThis.Request];
if (line.inspectPort !== null) inspector.open(line.inspectPort, '127.0.0.1', false);
process.argv = [executable, ...line.argv];
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: path.join(import.meta.dirname, 'resources') });

if (line.app === null) throw new Error('electron-standin: no app was given');
const given = path.resolve(line.app);
const { folder, main, about } = given.endsWith('.js') || given.endsWith('.ts') ? { folder: path.dirname(given), main: given, about: {} } : readApp(given);
const load = createRequire(path.join(process.cwd(), 'any.js'));
await run(
  { executable, folder, about, switches: line.switches },
  () => line.required.forEach((module) => void load(module)),
  async () => {
    await import(pathToFileURL(main).href);
  },
);

function readApp(folder: string): { folder: string; main: string; about: Record<string, unknown> } {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) throw new Error(`electron-standin: ${folder} has no package.json`);
  const about = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { folder, main: path.join(folder, typeof about['main'] === 'string' ? about['main'] : 'index.js'), about };
}
