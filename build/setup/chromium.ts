// Finds a Chromium that starts, and installs one where none is found. Not for opening windows: it only says where it is.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { root, run, runTool } from '../checks/spawn.ts';

const runFile = promisify(execFile);

const names =
  process.platform === 'win32'
    ? ['chrome.exe', 'msedge.exe']
    : ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const windowsPlaces = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** 'windowed': not the shell that cannot show a window. 'headless-shell': that alone, as a whole browser's pages are lower than the displays that they are to fill. */
type Kind = 'any' | 'windowed' | 'headless-shell';

function isOfKind(file: string, kind: Kind): boolean {
  return kind === 'any' || basename(file).includes('headless') === (kind === 'headless-shell');
}

/** Where a browser may be, the most wished-for first. */
function candidates(kind: Kind): string[] {
  const named = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const programs = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LocalAppData']];
  return [
    ...(named === undefined ? [] : [named]),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...programs.flatMap((program) => (program === undefined ? [] : windowsPlaces.map((place) => join(program, place)))),
    ...['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    chromium.executablePath(),
  ].filter((file) => isOfKind(file, kind));
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
export async function findChromium(kind: Kind = 'any'): Promise<string | undefined> {
  for (const file of candidates(kind)) {
    if (existsSync(file) && (await starts(file))) return file;
  }
  return undefined;
}

/** The path of a browser for the tests; installs one from the system's packages, or Playwright's own, when none is there. */
export async function ensureChromium(kind: Exclude<Kind, 'windowed'> = 'any'): Promise<string> {
  const found = await findChromium(kind);
  if (found !== undefined) return found;
  process.stderr.write(`No ${wanted(kind)} found; installing one …\n`);
  const canApt = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  const tries: (() => Promise<{ code: number | null; err: string }>)[] = [
    ...(canApt ? [installFromSystem] : []),
    () => runTool('@playwright/test/cli.js', ['install', 'chromium'], { signal: AbortSignal.timeout(300_000) }),
  ];
  const reasons: string[] = [];
  for (const attempt of tries) {
    const ran = await attempt().catch((cause: unknown) => ({ code: null, err: String(cause) }));
    const now = await findChromium(kind);
    if (now !== undefined) return now;
    reasons.push(ran.err.trim().split('\n').slice(-3).join(' '));
  }
  throw new Error(
    `No ${wanted(kind)} could be found or installed (${reasons.join(' | ')}). Install ${kind === 'any' ? 'Chromium, Chrome or Edge' : wanted(kind)}, or set CHROMIUM_PATH, and run it again from ${root}.`,
  );
}

function wanted(kind: Kind): string {
  return kind === 'headless-shell' ? 'chromium-headless-shell' : 'Chromium';
}

async function installFromSystem(): Promise<{ code: number | null; err: string }> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update', '-q'], { env });
  if (updated.code !== 0) return updated;
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'], { env });
}
