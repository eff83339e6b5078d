// The disk that loses power, by hand: what was synced stays, what was not is there by sectors or not at all; and a trace is read as what happened.

import { expect, it } from 'vitest';
import { Chance } from '../../morning/chance.ts';
import { CutDisk } from './disk.ts';
import { readTrace, type Step } from './trace.ts';

const bytes = (length: number, value: number): Buffer => Buffer.alloc(length, value);

/** Every state in which many cuts leave one file. */
function leftOf(steps: readonly Step[], path: string): ReadonlySet<string> {
  const disk = new CutDisk();
  for (const step of steps) disk.take(step);
  const chance = new Chance(3);
  return new Set(Array.from({ length: 300 }, () => disk.afterCut(chance).get(path)?.toString('hex') ?? 'none'));
}

it('what was synced is there after every cut', () => {
  expect(leftOf([{ kind: 'made', path: 'a', isEmptied: false }, { kind: 'wrote', path: 'a', at: 0, bytes: bytes(4, 7) }, { kind: 'synced', path: 'a' }], 'a')).toEqual(new Set(['07070707']));
});

it('what was not synced is there whole, in part, or not at all, and a later sync of another file does not help it', () => {
  const left = leftOf(
    [
      { kind: 'made', path: 'a', isEmptied: false }, { kind: 'made', path: 'b', isEmptied: false }, { kind: 'wrote', path: 'a', at: 0, bytes: Buffer.concat([bytes(512, 1), bytes(512, 2)]) },
      { kind: 'wrote', path: 'b', at: 0, bytes: bytes(1, 9) }, { kind: 'synced', path: 'b' },
    ],
    'a',
  );
  expect(left).toEqual(new Set(['', '01'.repeat(512), `${'00'.repeat(512)}${'02'.repeat(512)}`, `${'01'.repeat(512)}${'02'.repeat(512)}`]));
});

it('a renamed file keeps what it has; a removed one is gone', () => {
  const steps: readonly Step[] = [{ kind: 'made', path: 'a.tmp', isEmptied: false }, { kind: 'wrote', path: 'a.tmp', at: 0, bytes: bytes(1, 5) }, { kind: 'synced', path: 'a.tmp' }, { kind: 'renamed', from: 'a.tmp', to: 'a' }];
  expect([leftOf(steps, 'a'), leftOf(steps, 'a.tmp'), leftOf([...steps, { kind: 'removed', path: 'a' }], 'a')]).toEqual([new Set(['05']), new Set(['none']), new Set(['none'])]);
});

it('reads calls of several threads, with their places, and leaves out what failed or lies elsewhere', () => {
  const hex = (text: string): string => [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const trace = [
    `10 openat(AT_FDCWD<${hex('/x')}>, "${hex('/d/s.db')}", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 17<${hex('/d/s.db')}>`,
    `10 openat(AT_FDCWD<${hex('/x')}>, "${hex('/d/none')}", O_RDWR|O_CREAT) = -1 EACCES (Permission denied)`,
    `10 pwrite64(17<${hex('/d/s.db')}>, "\\x01\\x02", 2, 4096) = 2`,
    `11 write(20<${hex('/d/high.tmp')}>, "\\x03", 1 <unfinished ...>`,
    `10 fsync(17<${hex('/d/s.db')}>)          = 0`,
    '11 <... write resumed>) = 1',
    `11 write(20<${hex('/d/high.tmp')}>, "\\x04", 1) = 1`,
    `11 rename("${hex('/d/high.tmp')}", "${hex('/d/high')}") = 0`,
    `10 write(1<${hex('pipe:[5]')}>, "${hex('{}\n')}", 3) = 3`,
    `10 pwrite64(9<${hex('/elsewhere/s.db')}>, "\\x01", 1, 0) = 1`,
    '10 +++ exited with 0 +++',
  ].join('\n');
  expect(readTrace(trace, '/d')).toEqual([
    { kind: 'made', path: 's.db', isEmptied: false },
    { kind: 'wrote', path: 's.db', at: 4096, bytes: Buffer.of(1, 2) },
    { kind: 'synced', path: 's.db' },
    { kind: 'wrote', path: 'high.tmp', at: 0, bytes: Buffer.of(3) },
    { kind: 'wrote', path: 'high.tmp', at: 1, bytes: Buffer.of(4) },
    { kind: 'renamed', from: 'high.tmp', to: 'high' },
    { kind: 'said', text: '{}\n' },
  ]);
});

it('refuses a trace whose texts were cut', () => {
  expect(() => readTrace('10 pwrite64(17<\\x2f\\x64\\x2f\\x73>, "\\x01"..., 2, 0) = 2', '/d')).toThrow('too short');
});
