// CUPS on a machine that can start no more programs: the queue is of no use then, and the station goes on.

import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { systemClock } from '../../life/clock.ts';
import { cupsQueue } from './cups-queue.ts';

vi.mock('node:child_process', () => ({ spawn: vi.fn() }));

/** As Node gives it where no file number is left: without its ends, and with its error a moment later. */
function childless(): ChildProcess {
  const child = Object.assign(new EventEmitter(), { exitCode: null, stdin: null, stdout: null, kill: () => false });
  process.nextTick(() => child.emit('error', Object.assign(new Error('spawn EMFILE'), { code: 'EMFILE' })));
  return child as unknown as ChildProcess;
}

const shortOfMemory = (): never => {
  throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
};

test.each([['file numbers', childless], ['memory', shortOfMemory]])('without %s the queue stands still and a job is refused', async (_what, begin) => {
  vi.mocked(spawn).mockImplementation(begin);
  const queue = cupsQueue('kiosk', undefined, systemClock);
  const { signal } = new AbortController();
  expect(await queue.look(signal)).toBe('printer.queue-stopped');
  expect(await queue.submit(new Uint8Array(3), signal)).toBe('refused');
});
