// The preview thread as the station starts it.

import { Worker } from 'node:worker_threads';
import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { systemClock } from './life/clock.ts';
import { createPreviewThread } from './preview-thread.ts';

it('draws a large page small without holding anybody up, and says of what is no picture that it is none', async () => {
  let starts = 0;
  await using thread = createPreviewThread(() => {
    starts += 1;
    return new Worker(new URL('./picture-worker.ts', import.meta.url));
  }, systemClock);
  expect(starts).toBe(0);
  const canvas = createCanvas(2480, 3508);
  const page = await canvas.encode('png');
  const [preview, none] = await Promise.all([thread.previewOf(page), thread.previewOf(new Uint8Array(5000))]);
  expect([Buffer.from(preview ?? []).subarray(0, 3).toString('hex'), none, starts]).toEqual(['ffd8ff', null, 1]);
});
