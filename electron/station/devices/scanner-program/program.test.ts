// A program that cannot be started, and one whose end nobody hears: neither costs more than a moment.

import { expect, test, vi } from 'vitest';
import { systemClock } from '../../life/clock.ts';
import { RunningProgram, runToEnd } from './program.ts';

test('a program that is not there and one that cannot even be tried are both missing', async () => {
  const { signal } = new AbortController();
  for (const command of ['/no/such/program', 'no\0name']) expect(await runToEnd(systemClock, command, [], 60_000, signal)).toEqual({ code: null, isMissing: true, words: '' });
});

test('a program is let go of when a helper in a group of its own keeps its output open', async () => {
  const program = new RunningProgram('sh', ['-c', 'setsid sh -c \'echo $$; exec sleep 600\' & exit 3']);
  let helper: string | null = null;
  await vi.waitFor(() => expect(helper ??= program.takeLine()).not.toBeNull(), 10_000);
  try {
    expect(await program.stop(systemClock, true, 50, 50)).toMatchObject({ code: 3, isMissing: false });
    expect(program.hasEnded).toBe(true);
  } finally {
    process.kill(Number(helper), 'SIGKILL');
  }
});
