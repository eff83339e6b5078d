// The one way in which the program ends: the station closes its store, then the process goes, whoever asked for it.

import { app } from 'electron';
import type { Log } from '../station/life/log.ts';

/** Ends once: `of` says what is to be closed, `quit` closes it and exits. Listens to everybody who may end a program. */
export function endInOrder(log: Log): { of(shell: AsyncDisposable): void; readonly quit: () => void } {
  const open: { shell: AsyncDisposable | null; isEnding: boolean } = { shell: null, isEnding: false };
  const quit = (): void => {
    if (open.isEnding) return;
    open.isEnding = true;
    Promise.resolve(open.shell?.[Symbol.asyncDispose]()).then(
      () => app.exit(0),
      (error: unknown) => {
        log.error('shell.end-failed', error);
        app.exit(1);
      },
    );
  };
  app.on('window-all-closed', quit);
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
  process.once('SIGINT', quit).once('SIGTERM', quit);
  return { of: (shell) => void (open.shell = shell), quit };
}
