// Runs the shell's specs: builds what is shipped, finds a shell to run it in, and says which one that was.
import { bundleMain, bundlePreload, bundleStation } from '../bundle/bundles.ts';
import { ensureRenderer } from '../bundle/fresh.ts';
import { findElectron } from '../demo/electron-binary.ts';
import { ensureChromium } from '../setup/chromium.ts';
import { print } from './step.ts';
import type { StepResult } from './step.ts';
import { runShellSpecs } from './tests.ts';

/** Builds and runs them. SHELL_UNDER_TEST=electron fails at once where Electron's binary is missing; left out, it is taken where it is. */
export async function checkShell(args: readonly string[] = []): Promise<StepResult> {
  const wanted = process.env['SHELL_UNDER_TEST'];
  const isElectron = wanted === 'electron' || (wanted === undefined && findElectron() !== null);
  if (isElectron && findElectron() === null) {
    return { passed: 0, failed: 1, counted: 'tests', report: ['shell: SHELL_UNDER_TEST=electron, and Electron’s binary is not here; nothing was tested'] };
  }
  await Promise.all([bundleMain(), bundlePreload(), bundleStation(), ensureRenderer()]);
  const env = isElectron ? { SHELL_UNDER_TEST: 'electron' } : { SHELL_UNDER_TEST: 'standin', CHROMIUM_PATH: await ensureChromium() };
  print(isElectron ? '  runs in Electron' : '  runs in the stand-in on the system’s Chromium: NOT Electron');
  return runShellSpecs(env, args);
}
