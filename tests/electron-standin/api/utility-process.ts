// Electron's `utilityProcess`: a forked Node with `process.parentPort`.

import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { emitterFor, notImplemented, trapped } from '../trap.ts';
import { app } from './app.ts';

type Stdio = 'inherit' | 'ignore' | 'pipe';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: Stdio | readonly Stdio[];
  readonly serviceName?: string;
}

const port = path.join(import.meta.dirname, '..', 'utility-port.ts');

class UtilityProcess extends emitterFor('utilityProcess child') {
  readonly #child: ChildProcess;
  #hasEnded = false;

  constructor(entry: string, args: readonly string[], { env, execArgv = [], cwd, stdio = 'inherit', serviceName = 'Node Utility Process' }: ForkOptions) {
    super();
    const [, out = 'inherit', err = out] = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio;
    this.#child = fork(entry, [...args], {
      execArgv: [...execArgv, '--no-warnings', '--require', port],
      env: env ?? process.env,
      serialization: 'advanced',
      stdio: ['ignore', out, err, 'ipc'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code, signal) => {
      this.#hasEnded = true;
      // Electron tells a signal by its number.
      const exitCode = code ?? (signal === 'SIGKILL' ? 9 : 15);
      this.emit('exit', exitCode);
      if (exitCode !== 0) app.emit('child-process-gone', {}, { type: 'Utility', reason: code === null ? 'killed' : 'abnormal-exit', exitCode, serviceName: 'node.mojom.NodeService', name: serviceName });
    });
    this.#child.once('error', () => {
      if (this.#child.pid === undefined) this.emit('exit', 1);
    });
    app._atEnd(() => void this.#child.kill('SIGKILL'));
  }

  get pid(): number | undefined {
    return this.#hasEnded ? undefined : this.#child.pid;
  }

  get stdout(): ChildProcess['stdout'] {
    return this.#child.stdout;
  }

  get stderr(): ChildProcess['stderr'] {
    return this.#child.stderr;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) notImplemented('utilityProcess: the transfer of ports');
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  kill(): boolean {
    return !this.#hasEnded && this.#child.kill('SIGTERM');
  }
}

export const utilityProcess = trapped('utilityProcess', {
  fork(entry: string, args: readonly string[] = [], options: ForkOptions = {}) {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready');
    return new UtilityProcess(entry, args, options);
  },
});
