// The log: one JSON object a line, with the place of a failure and nobody's data.

import { expect, it } from 'vitest';
import { z } from 'zod';
import { createLog } from './log.ts';

function lines(): { readonly log: ReturnType<typeof createLog>; readonly written: string[]; readonly values: () => Record<string, unknown>[] } {
  const written: string[] = [];
  const log = createLog('station', () => Date.parse('2026-07-13T02:00:00Z'), (line) => void written.push(line));
  return { log, written, values: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

it('writes one object a line with its time, level, source and values', () => {
  const { log, written, values } = lines();
  log.info('station.ready', { node: '24' });
  log.warn('sync.refused', { code: 'city.fork', lane: 'send' });
  expect(written.every((line) => line.endsWith('\n') && line.split('\n').length === 2)).toBe(true);
  expect(values()).toEqual([
    { at: '2026-07-13T02:00:00.000Z', level: 'info', source: 'station', event: 'station.ready', node: '24' },
    { at: '2026-07-13T02:00:00.000Z', level: 'warn', source: 'station', event: 'sync.refused', code: 'city.fork', lane: 'send' },
  ]);
});

it('says of an error what it is and where, without its first line twice and without end', () => {
  const { log, values } = lines();
  log.error('door.bug', new RangeError('x'.repeat(1000)), { command: 'ticket.issue' });
  const [line] = values();
  expect(line).toMatchObject({ level: 'error', event: 'door.bug', command: 'ticket.issue', error: 'RangeError', message: 'x'.repeat(300) });
  expect(String(line?.['frames']).split(' | ').every((frame) => frame.startsWith('at '))).toBe(true);
});

it('never quotes what could not be parsed, not even in frames', () => {
  const { log, written } = lines();
  const card = '001185000012||Nguyễn Thị Ví Dụ|15031985';
  for (const parse of [() => JSON.parse(`{"name": Nguyễn Thị Ví Dụ, ${card}}`) as unknown, () => z.strictObject({ idNumber: z.literal('x') }).parse({ idNumber: card, [card]: 1 })]) {
    try {
      parse();
    } catch (error) {
      log.error('reader.failed', error);
    }
  }
  expect(written).toHaveLength(2);
  expect(written.join('')).not.toMatch(/Ví Dụ|001185/);
});

it.each([[undefined, 'undefined'], ['Nguyễn Thị Ví Dụ', 'string'], [{ name: 'Nguyễn Thị Ví Dụ' }, 'object'], [null, 'object']])('says only of what kind it is when something else is thrown: %j', (thrown, kind) => {
  const { log, written, values } = lines();
  log.error('door.bug', thrown);
  expect([values()[0]?.['error'], written.join('').includes('Ví Dụ')]).toEqual([kind, false]);
});
