// The virtual devices as a process of their own, and the control doors that people and tests work them by.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { practiceOptionsSchema, startPracticePoint, type PracticePoint } from './point.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

async function practice(): Promise<PracticePoint & { readonly counter: PracticePoint['counters'][number] }> {
  const point = await startPracticePoint(practiceOptionsSchema.parse({ counters: [3] }));
  open.push(point);
  const [counter] = point.counters;
  if (counter === undefined) throw new Error('one counter was asked for');
  return { ...point, counter };
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return status;
}

test('the process says in one line where its devices are, and ends on SIGTERM or when its parent goes', async () => {
  const saidSchema = z.object({ controlUrl: z.url(), printer: z.object({ port: z.int(), controlUrl: z.url() }), counters: z.array(z.object({ counter: z.int(), scanner: z.object({ url: z.url() }) })) });
  for (const end of ['SIGTERM', 'disconnect'] as const) {
    const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname, JSON.stringify({ counters: [1, 2] })], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const exited = once(child, 'exit');
    const [line] = (await once(createInterface({ input: must(child.stdout, 'it was asked for as a pipe') }), 'line')) as [string];
    const said = saidSchema.parse(JSON.parse(line));
    expect(said.counters.map(({ counter }) => counter)).toEqual([1, 2]);
    expect(await (await fetch(said.controlUrl)).text()).toContain(said.printer.controlUrl);
    if (end === 'SIGTERM') child.kill('SIGTERM');
    else child.disconnect();
    expect(await exited).toEqual([0, null]);
  }
});

test('each control page shows its device and works it', async () => {
  const { printer, counter } = await practice();
  expect(await post(`${printer.controlUrl}state`, { state: 'paper-out' })).toBe(200);
  expect(printer.state()).toBe('paper-out');
  expect(await (await fetch(printer.controlUrl)).text()).toContain('<button class="on">Hết giấy</button>');
  expect(await (await fetch(`${printer.controlUrl}state`)).json()).toEqual({ state: 'paper-out', port: printer.port, pages: 0 });

  expect(await post(`${counter.scanner.controlUrl}load`, { sheets: 7 })).toBe(200);
  expect(await post(`${counter.scanner.controlUrl}fault`, { fault: 'jam', atPage: 2 })).toBe(200);
  expect([counter.scanner.feeder(), counter.scanner.fault()]).toEqual([7, 'jam']);

  expect(await post(`${counter.reader.controlUrl}plug`, { plugged: 'false' })).toBe(200);
  await vi.waitFor(() => expect(counter.reader.isPlugged()).toBe(false), 10_000);
});

test('a form of the page works without its script, and a press of a button reaches the connected reader', async () => {
  const { counter } = await practice();
  const socket = connect(counter.reader.port, '127.0.0.1');
  open.push({ [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => socket.destroy().once('close', () => resolve())) });
  await vi.waitFor(() => expect(counter.reader.isConnected()).toBe(true), 10_000);
  const form = await fetch(`${counter.reader.controlUrl}scan`, { method: 'POST', body: new URLSearchParams({ text: 'Đỗ Thị Thắm' }), redirect: 'manual' });
  expect([form.status, form.headers.get('location')]).toEqual([303, '/']);
  const [report] = (await once(socket, 'data')) as [Buffer];
  expect(report.subarray(5, 5 + (report[1] ?? 0)).toString('utf8')).toBe('Đỗ Thị Thắm');
});

test('open pages are told to draw themselves anew', async () => {
  const { printer } = await practice();
  const events = await fetch(`${printer.controlUrl}events`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('open');
  printer.setState('cover-open');
  expect((await reader?.read())?.value).toContain('changed');
  await reader?.cancel();
});

test('what makes no sense at a control door is refused and changes nothing', async () => {
  const { printer, counter } = await practice();
  expect(await post(`${printer.controlUrl}state`, { state: 'on fire' })).toBe(400);
  expect(await post(`${printer.controlUrl}state`, ['ok'])).toBe(400);
  expect(await post(`${printer.controlUrl}explode`, {})).toBe(400);
  expect(await post(`${counter.scanner.controlUrl}load`, { sheets: 1_000_000 })).toBe(400);
  expect(await post(`${counter.reader.controlUrl}scan`, { text: 'x', fault: 'haunted' })).toBe(400);
  expect(await post(`${counter.reader.controlUrl}scan`, { text: 'y'.repeat(100_000) })).toBe(400);
  expect((await fetch(`${printer.controlUrl}pages/1.png`)).status).toBe(404);
  expect([printer.state(), counter.scanner.feeder()]).toEqual(['ok', 3]);
});

test('other sites cannot work the devices through a browser', async () => {
  const { printer } = await practice();
  expect(await post(`${printer.controlUrl}state`, { state: 'mute' }, { origin: 'http://elsewhere.example' })).toBe(403);
  const rebound = await new Promise<number | undefined>((resolve, reject) => {
    request(printer.controlUrl, { headers: { host: 'elsewhere.example' } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
  expect(rebound).toBe(403);
  expect(printer.state()).toBe('ok');
});
