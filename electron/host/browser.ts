// Finds a Chromium-like browser on this machine and opens windows in it; says so when there is none, or no display.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const WINDOWS_PLACES = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const MAC_PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Path of a browser that can show windows, or null. `CHROMIUM_PATH` comes first. */
export function findBrowser(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const own = environment['CHROMIUM_PATH'];
  const candidates =
    platform === 'win32'
      ? [environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']].flatMap((root) => (root === undefined ? [] : WINDOWS_PLACES.map((place) => path.join(root, place))))
      : platform === 'darwin'
        ? MAC_PLACES
        : (environment['PATH'] ?? '').split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...(own === undefined ? [] : [own]), ...candidates].find(isExecutable) ?? null;
}

/** True if this session can show a window at all. */
export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin' || (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** How long a browser may take to close after being asked, in ms. */
const CLOSE_MS = 3000;

/** Opens one address in a window without tabs or address bar; `kiosk` makes it full screen. The profile is the program's own. Disposing closes it: a window without its station serves nobody. */
export function openWindow(browser: string, address: string, options: { readonly profileFolder: string; readonly kiosk: boolean; readonly asRoot: boolean }): AsyncDisposable {
  const child = spawn(
    browser,
    [
      `--user-data-dir=${options.profileFolder}`, `--app=${address}`, ...(options.kiosk ? ['--kiosk'] : []), ...(options.asRoot ? ['--no-sandbox', '--test-type'] : []),
      '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-pinch', '--overscroll-history-navigation=0', '--autoplay-policy=no-user-gesture-required',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
