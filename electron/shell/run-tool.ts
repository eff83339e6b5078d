// Hands an order of the command line over to the tool, as a process of its own beside no window, and ends the program with its exit code.

import { app, safeStorage, utilityProcess } from 'electron';
import { besideArchive } from '../link/beside-archive.ts';
import { fromStationSchema, type ToStation } from '../link/parent-link.ts';
import { answerVault } from './safe-storage-vault.ts';

/** Switches of Chromium and Electron, which are no words of an order. */
const FOREIGN = /^--(?:no-sandbox|test-type|ozone-|enable-|disable-|inspect|remote-debugging|user-data-dir)/;

/** Runs the built tool `entry`; to be called after the app is ready. Only this process can open the system's vault, so the tool asks for it here. */
export function runTool(entry: string, argv: readonly string[]): void {
  const words = argv.slice(argv.findIndex((word) => word.startsWith('--'))).filter((word) => !FOREIGN.test(word));
  const child = utilityProcess.fork(besideArchive(entry), words, { serviceName: 'mot-cua-tool', stdio: 'inherit' });
  child.on('message', (message: unknown) => {
    const parsed = fromStationSchema.safeParse(message);
    if (!parsed.success || parsed.data.kind !== 'vault') return;
    const { id, ask } = parsed.data;
    void answerVault(safeStorage, process.platform, ask).then((answer) => child.postMessage({ kind: 'vault', id, answer } satisfies ToStation));
  });
  child.on('error', () => undefined);
  child.once('exit', (code) => app.exit(code));
}
