// The gateway as a process: what it prints, how it ends, and what it never says.

import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlOfRunning } from '../../../city/database/cluster.ts';
import { openInspection } from '../../../city/inspect.ts';
import { STATIONS, temporaryFolder, until } from './city-under-test.ts';
import { call, SendingStation } from './sending-station.ts';

const ENTRY = join(import.meta.dirname, '../../../city/main.ts');
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let args: string[];

beforeAll(async () => {
  folder = await temporaryFolder();
  const stations = join(folder.path, 'stations.json');
  await writeFile(stations, JSON.stringify(STATIONS));
  args = ['--stations', stations, '--database-folder', join(folder.path, 'db'), '--blobs', join(folder.path, 'blobs')];
});
afterAll(() => folder[Symbol.asyncDispose]());

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: { out: string; err: string };
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<unknown>;
}

async function listening(child: ChildProcess): Promise<Running> {
  const output = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.err += text));
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => code ?? signal);
  await until('a line', () => output.out.includes('\n') || child.exitCode !== null, 60_000);
  return { child, output, ended, url: (JSON.parse(output.out) as { url: string }).url };
}

const isServing = (url: string): Promise<boolean> => call(url, '/v1/health').then(({ status }) => status === 200, () => false);

describe('the process', () => {
  it('prints one line without the password, can be looked into, and ends cleanly on SIGTERM and SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const running = await listening(spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }));
      expect(JSON.parse(running.output.out)).toEqual({
        port: Number(new URL(running.url).port), url: running.url, pid: running.child.pid, databaseFolder: join(folder.path, 'db'), blobs: join(folder.path, 'blobs'),
      });
      const databaseUrl = (await urlOfRunning(join(folder.path, 'db'))) ?? '';
      const { password } = new URL(databaseUrl);
      const sender = new SendingStation(running.url, 'T149', signal === 'SIGTERM' ? 'C1' : 'C2');
      await sender.push([sender.dossier(), sender.operation('comet.sighted', { name: 'Nguyễn Thị Ví Dụ' }), sender.dossier({ officerName: 7 })]);
      {
        await using inspection = openInspection({ databaseUrl, blobs: join(folder.path, 'blobs') });
        expect(await inspection.rejected('T149')).toMatchObject([...(signal === 'SIGTERM' ? [] : [{ station: 'C1', seq: 2 }, { station: 'C1', seq: 3 }]), { seq: 2, type: 'comet.sighted', code: 'operation.unknown-type' }, { seq: 3, code: 'operation.invalid-body' }]);
      }
      running.child.kill(signal);
      expect(await running.ended).toBe(0);
      expect([await isServing(running.url), await urlOfRunning(join(folder.path, 'db'))]).toEqual([false, null]);
      const said = running.output.out + running.output.err;
      for (const secret of [password, 'Ví Dụ', '001185000012', 'Phú Xuyên', 'Trần Văn', ...STATIONS.map(({ key }) => key)]) expect(said).not.toContain(secret);
      for (const line of running.output.err.trimEnd().split('\n')) expect(JSON.parse(line)).toMatchObject({ at: expect.any(String) as string, what: expect.any(String) as string });
    }
  });

  it('ends when its parent lets go of it', async () => {
    const running = await listening(fork(ENTRY, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
    running.child.disconnect();
    expect(await running.ended).toBe(0);
    expect(await urlOfRunning(join(folder.path, 'db'))).toBeNull();
  });

  it('says what is missing or wrong, without quoting it', async () => {
    const secret = 'a key with spaces in it';
    const bad = join(folder.path, 'bad.json');
    await writeFile(bad, JSON.stringify([{ ...STATIONS[0], key: secret }]));
    for (const [given, code, words] of [
      [[], 2, ['stations', 'usage:']],
      [[...args, '--port', 'eighty'], 2, ['port', 'usage:']],
      [[...args, '--database-url', 'mysql://user:secret@host'], 2, ['database-url']],
      [['--stations', join(folder.path, 'absent.json')], 1, ['could not start']],
      [[...args, '--stations', bad], 1, ['0.key']],
    ] as const) {
      const child = spawn(process.execPath, [ENTRY, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
      const [exit] = (await once(child, 'close')) as [number];
      expect([exit, words.every((word) => said.includes(word)), said.includes('secret'), said.includes(secret)], said).toEqual([code, true, false, false]);
    }
  });
});
