// A CUPS server of one's own: its own configuration, port and folders, so that neither the machine's printing system nor another test is touched. Needs root, since cupsd gives its rights away.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { vi } from 'vitest';
import { run } from '../../build/checks/spawn.ts';

export interface PrivateCups extends AsyncDisposable {
  /** 'host:port', as `lp -h` takes it. */
  readonly server: string;
  /** Makes a queue that sends what it gets to a TCP port, unchanged. */
  addRawQueue(name: string, port: number): Promise<void>;
  /** Runs one of the commands that look after queues. */
  command(file: 'cupsdisable' | 'cupsenable' | 'cupsreject' | 'cupsaccept', queue: string): Promise<void>;
  /** What the server says has become of the jobs of a queue. */
  completed(queue: string): Promise<string>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export async function startPrivateCups(folder: string): Promise<PrivateCups> {
  const port = await freePort();
  const server = `127.0.0.1:${port}`;
  const place = (name: string): string => path.join(folder, name);
  // The parts of CUPS that send jobs run as another user.
  await chmod(folder, 0o755);
  for (const name of ['root', 'spool', 'spool/tmp', 'state', 'cache', 'log']) await mkdir(place(name), { recursive: true });
  await writeFile(place('cups-files.conf'), [
    'SystemGroup root', `ServerRoot ${place('root')}`, `RequestRoot ${place('spool')}`, `TempDir ${place('spool/tmp')}`, `StateDir ${place('state')}`, `CacheDir ${place('cache')}`,
    `ErrorLog ${place('log/error')}`, `AccessLog ${place('log/access')}`, `PageLog ${place('log/page')}`, 'SyncOnClose No', '',
  ].join('\n'));
  await writeFile(place('cupsd.conf'), [
    `Listen ${server}`, 'Browsing Off', 'WebInterface No', 'LogLevel warn', 'DefaultAuthType None', 'ErrorPolicy retry-job', 'JobRetryInterval 1',
    '<Location />', '  Order allow,deny', '  Allow from 127.0.0.1', '</Location>',
    '<Location /admin>', '  Order allow,deny', '  Allow from 127.0.0.1', '</Location>',
    '<Policy default>', '  <Limit All>', '    Order deny,allow', '    Allow from 127.0.0.1', '  </Limit>', '</Policy>', '',
  ].join('\n'));
  const daemon: ChildProcess = spawn('/usr/sbin/cupsd', ['-f', '-c', place('cupsd.conf'), '-s', place('cups-files.conf')], { stdio: 'ignore' });
  const ended = once(daemon, 'exit');
  const env = { LC_ALL: 'C' };
  const good = async (file: string, args: readonly string[]): Promise<string> => {
    const ran = await run(file, args, { env });
    if (ran.code !== 0) throw new Error(`${file} ${args.join(' ')}: ${ran.err}`);
    return ran.out;
  };
  // lpstat ends well whether or not anybody answers: its words decide.
  await vi.waitFor(async () => {
    const said = await good('lpstat', ['-h', server, '-r']);
    if (!said.includes('is running')) throw new Error(`cupsd: ${said}`);
  }, { timeout: 30_000, interval: 100 });
  return {
    server,
    addRawQueue: async (name, to) => void (await good('/usr/sbin/lpadmin', ['-h', server, '-p', name, '-v', `socket://127.0.0.1:${to}`, '-m', 'raw', '-E'])),
    command: async (file, queue) => void (await good(`/usr/sbin/${file}`, ['-h', server, queue])),
    completed: async (queue) => await good('lpstat', ['-h', server, '-W', 'completed', queue]),
    [Symbol.asyncDispose]: async () => {
      daemon.kill('SIGKILL');
      await ended;
    },
  };
}
