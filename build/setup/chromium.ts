// Finds a Chromium that starts, and installs one where none is found. Not for opening windows: it only says where it is.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { root, run, runTool } from '../checks/spawn.ts';

const runFile = promisify(execFile);

const names =
  process.platform === 'win32'
    ? ['chrome.exe', 'msedge.exe']
    : ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const windowsPlaces = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Where a browser may be, the most wished-for first. With `windowed`, the shell that cannot show a window is left out. */
function candidates(windowed: boolean): string[] {
  const named = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const programs = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LocalAppData']];
  return [
    ...(named === undefined ? [] : [named]),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...programs.flatMap((program) => (program === undefined ? [] : windowsPlaces.map((place) => join(program, place)))),
    ...['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    chromium.executablePath(),
  ].filter((file) => !(windowed && file.includes('headless')));
}

/** Whether the program really runs here: a wrapper without its libraries exists too, and fails. */
async function starts(file: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  try {
    const { stdout } = await runFile(file, ['--version'], { timeout: 20_000 });
    return /chrom|edge/i.test(stdout);
  } catch (cause) {
    process.stderr.write(`${file} is there but does not start: ${String(cause)}\n`);
    return false;
  }
}

/** The path of a browser that starts, or undefined. Installs nothing. */
export async function findChromium({ windowed = false } = {}): Promise<string | undefined> {
  for (const file of candidates(windowed)) {
    if (existsSync(file) && (await starts(file))) return file;
  }
  return undefined;
}

/** The path of a browser for the tests; installs one from the system's packages, or Playwright's own, when none is there. */
export async function ensureChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  process.stderr.write('No Chromium found; installing one …\n');
  const canApt = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  const tries: (() => Promise<{ code: number | null; err: string }>)[] = [
    ...(canApt ? [installFromSystem] : []),
    () => runTool('@playwright/test/cli.js', ['install', 'chromium'], { signal: AbortSignal.timeout(300_000) }),
  ];
  const reasons: string[] = [];
  for (const attempt of tries) {
    const ran = await attempt().catch((cause: unknown) => ({ code: null, err: String(cause) }));
    const now = await findChromium();
    if (now !== undefined) return now;
    reasons.push(ran.err.trim().split('\n').slice(-3).join(' '));
  }
  throw new Error(
    `No Chromium could be found or installed (${reasons.join(' | ')}). Install Chromium, Chrome or Edge, or set CHROMIUM_PATH, and run it again from ${root}.`,
  );
}

async function installFromSystem(): Promise<{ code: number | null; err: string }> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update', '-q'], { env });
  if (updated.code !== 0) return updated;
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'], { env });
}
