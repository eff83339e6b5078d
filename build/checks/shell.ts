// Runs the shell's specs: builds what is shipped, finds a shell to run it in and displays to run it on, and says which they were.
import { bundleMain, bundlePreload, bundleStation, bundleTools } from '../bundle/bundles.ts';
import { ensureRenderer } from '../bundle/fresh.ts';
import { findElectron } from '../demo/electron-binary.ts';
import { ensureChromium } from '../setup/chromium.ts';
import { startXDisplay, type XDisplay } from '../setup/x-display.ts';
import { print } from './step.ts';
import type { StepResult } from './step.ts';
import { runShellSpecs } from './tests.ts';

/** Builds and runs them. SHELL_UNDER_TEST=electron fails at once where Electron's binary is missing; left out, it is taken where it is. */
export async function checkShell(args: readonly string[] = []): Promise<StepResult> {
  const wanted = process.env['SHELL_UNDER_TEST'];
  const electron = findElectron();
  const isElectron = wanted === 'electron' || (wanted === undefined && electron !== null);
  if (isElectron && electron === null) return failure('SHELL_UNDER_TEST=electron, and Electron’s binary is not here; nothing was tested');
  await Promise.all([bundleMain(), bundlePreload(), bundleStation(), bundleTools(), ensureRenderer()]);
  await using held = new AsyncDisposableStack();
  const started = await startXDisplay();
  const display = 'why' in started ? null : held.use(started);
  print(isElectron ? '  runs in Electron' : '  runs in the stand-in on the system’s Chromium: NOT Electron');
  print(display === null ? `  without two displays that can be unplugged: ${'why' in started ? started.why : ''}` : `  with two displays of Xorg (${display.name}) that can be unplugged`);
  // Where root could have had them and has not, something is broken.
  if (display === null && process.platform === 'linux' && process.getuid?.() === 0) return failure('the two displays could not be had');
  return await runShellSpecs({ ...(isElectron ? { SHELL_UNDER_TEST: 'electron' } : { SHELL_UNDER_TEST: 'standin', CHROMIUM_PATH: await ensureChromium('headless-shell') }), ...displayEnvironment(display) }, args);
}

function displayEnvironment(display: XDisplay | null): Record<string, string> {
  return display === null ? {} : { SHELL_X_DISPLAY: display.name, SHELL_X_CHROMIUM: display.chromium };
}

function failure(why: string): StepResult {
  return { passed: 0, failed: 1, counted: 'tests', report: [`shell: ${why}`] };
}
