// The driver of the Windows spooler under Wine: real koffi, Wine's winspool.drv, and a private CUPS behind it. Wine is not Windows: what its spooler says of queues and jobs is less.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { root, run } from '../../../build/checks/spawn.ts';
import { bringForWine } from '../../../build/package/platform-packages.ts';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import type { VirtualPrinter } from '../../../electron/practice/printer/interface.ts';
import { startVirtualPrinter } from '../../../electron/practice/printer/virtual-printer.ts';
import { chancePicture } from '../kernel/picture.ts';
import { startPrivateCups } from '../private-cups.ts';

const parts = new AsyncDisposableStack();
let folder = '';
let node = '';
let env: Readonly<Record<string, string>> = {};
let paper: VirtualPrinter;

/** As Windows programs see a file of this machine. */
const asWindows = (file: string): string => `Z:${file.replaceAll('/', '\\')}`;

beforeAll(async () => {
  expect(await ensureTools(['wine', 'xvfb-run', 'cupsd', 'lpadmin']), 'Wine and CUPS are needed').toBe(true);
  const brought = await bringForWine();
  node = path.join(brought.node, 'bin', 'node.exe');
  folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-wine-'));
  parts.defer(async () => await rm(folder, { recursive: true, force: true }));
  paper = parts.use(await startVirtualPrinter({ port: 0 }));
  const cups = parts.use(await startPrivateCups(folder));
  await cups.addRawQueue('kiosk', paper.port);
  env = { WINEPREFIX: path.join(folder, 'prefix'), WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=', CUPS_SERVER: cups.server, NODE_PATH: asWindows(brought.modules) };
  parts.defer(async () => void (await run('wineserver', ['-k'], { env })));
  await inWine('wineboot', '--init');
  // As Windows 7, which Wine takes itself for, Node does not start.
  await inWine('winecfg', '-v', 'win10');
}, 400_000);
afterAll(async () => await parts.disposeAsync(), 60_000);

/** Runs a program with its output in a file: in a pipe Node for Windows finds nothing to write to. */
async function inWine(...words: readonly string[]): Promise<string> {
  const log = path.join(folder, 'output.txt');
  await run('sh', ['-c', 'out=$1; shift; exec xvfb-run -a wine "$@" >"$out" 2>&1 </dev/null', 'sh', log, ...words], { env });
  return await readFile(log, 'utf8');
}

async function print(queue: string, rows: number, seed: number): Promise<unknown> {
  const file = path.join(folder, `${queue}-${seed}.json`);
  const said = await inWine(node, asWindows(path.join(root, 'tests', 'lab', 'wine', 'guest-spooler.ts')), queue, asWindows(file), String(rows), String(seed));
  const saw: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => JSON.stringify({ said })));
  return saw;
}

test('a ticket comes out dot for dot through the calls of the Windows spooler, and is not called printed', async () => {
  expect(await print('kiosk', 768, 1)).toEqual({ outcome: { kind: 'unknown', code: 'printer.unconfirmed' }, state: 'ready printer.unconfirmed', looked: { kind: 'looked', status: 0, attributes: 0, jobs: [] } });
  await vi.waitFor(() => expect(paper.pageCount()).toBe(1), 30_000);
  const [page] = paper.pages();
  const { bits, rows } = chancePicture(768, 1);
  expect([page?.pictureRows, Buffer.from(page?.bits.subarray(0, bits.length) ?? []).equals(Buffer.from(bits)), paper.notUnderstood()]).toEqual([rows, true, []]);
});

test('a queue that Windows does not have is named, and gets nothing', async () => {
  expect(await print('nobody', 100, 2)).toEqual({ outcome: { kind: 'failed', code: 'printer.queue-stopped' }, state: 'trouble printer.queue-stopped', looked: { kind: 'missing' } });
  expect(paper.pageCount()).toBe(1);
});
