// The thread that makes leaves, as the station starts it: held while somebody is served, and ended with the station also while it is held.

import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { drawPage } from '../../../../tests/fakes/drawn-page.ts';
import { systemClock } from '../../life/clock.ts';
import { createLeafThread } from './leaf-thread.ts';

const thread = () => createLeafThread((given) => new Worker(new URL('../../leaf-worker.ts', import.meta.url), { workerData: given }), false, systemClock);
const order = async () => ({ bytes: await drawPage({ on: 'writing', dpi: 75 }), budgetBytes: 300_000, withText: false });

it('begins no page while it is held, and goes on when it is let go', { timeout: 60_000 }, async () => {
  await using leaves = thread();
  let isMade = false;
  leaves.hold(true);
  const made = leaves.make(await order()).then((answer) => {
    isMade = true;
    return answer;
  });
  // A thread that is not held has long made another page by then.
  await using other = thread();
  expect(await other.make(await order())).toMatchObject({ kind: 'made', isRead: false });
  expect(isMade).toBe(false);
  leaves.hold(false);
  expect(await made).toMatchObject({ kind: 'made', isRead: false, isOverBudget: false });
});

it('ends while it is held', { timeout: 60_000 }, async () => {
  const leaves = thread();
  await leaves.make(await order());
  leaves.hold(true);
  const making = leaves.make(await order()).then(() => 'made', String);
  await leaves[Symbol.asyncDispose]();
  expect(await making).toContain('station.unreachable');
});
