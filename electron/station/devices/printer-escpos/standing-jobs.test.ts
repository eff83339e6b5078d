// Jobs of ours that stay in a queue of CUPS which calls itself well; the texts are those of Debian's CUPS.

import { expect, test } from 'vitest';
import { jobIn, waitingIn } from './cups-queue.ts';
import { StandingJobs } from './standing-jobs.ts';

const WELL = 'kiosk-2 accepting requests since Fri Nov 27 01:02:47 2026\nprinter kiosk-2 now printing kiosk-2-1.  enabled since Fri Nov 27 01:02:47 2026\n\tThe printer may not exist or is unavailable at this time.\n';
const still = (...numbers: readonly number[]): ReadonlySet<string> => waitingIn(WELL + numbers.map((number) => `kiosk-2-${number}               root              1024   Fri Nov 27 01:02:47 2026\n`).join(''));
const taken = (number: number): string => jobIn(`request id is kiosk-2-${number} (0 file(s))\n`) ?? '';

test('a job of ours that stays for twenty seconds stands, until it has left', () => {
  const jobs = new StandingJobs();
  jobs.handedOver(taken(1), 1_000);
  expect([jobs.stand(still(1), 6_000), jobs.stand(still(1), 20_999), jobs.stand(still(1), 21_000)]).toEqual([false, false, true]);
  expect(jobs.stand(still(), 30_000)).toBe(false);
  expect(jobs.stand(still(1), 90_000)).toBe(false);
});

test('many jobs at once are no standstill as long as one after the other leaves', () => {
  const jobs = new StandingJobs();
  for (const number of [1, 2, 3]) jobs.handedOver(taken(number), 1_000);
  expect([jobs.stand(still(1, 2, 3), 15_000), jobs.stand(still(2, 3), 20_000), jobs.stand(still(2, 3), 39_000), jobs.stand(still(2, 3), 40_000)]).toEqual([false, false, false, true]);
});

test('jobs of others, and a queue whose own name looks like a job, stop nothing', () => {
  const jobs = new StandingJobs();
  expect(jobIn('lp: Error - no default destination available.\n')).toBeNull();
  expect([jobs.stand(still(7), 0), jobs.stand(still(7), 90_000)]).toEqual([false, false]);
});
