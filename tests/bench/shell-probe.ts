// Loaded into the shell by `-r`, before the app: says when its first window was painted and how long its messages take, and ends it.

import { app } from 'electron';

const ROUNDS = 1500;

/** In the page: when it was first painted, in ms since 1970, by the page's own clock. */
const paint = `new Promise((resolve) => new PerformanceObserver((list) => {
  const first = list.getEntriesByName('first-contentful-paint')[0];
  if (first !== undefined) resolve(performance.timeOrigin + first.startTime);
}).observe({ type: 'paint', buffered: true }))`;

/** In the page: one message after the other to the shell itself, which no station answers. */
const messages = `(async () => {
  const times = [];
  for (let round = 0; round < ${ROUNDS}; round += 1) {
    const startedAt = performance.now();
    await motCua.call('host.state', {});
    times.push(performance.now() - startedAt);
  }
  return times;
})()`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('did-finish-load', () => {
    const tell = async (): Promise<void> => {
      const paintedAt: unknown = await contents.executeJavaScript(paint);
      const times: unknown = process.argv.includes('--only-paint') ? [] : await contents.executeJavaScript(messages);
      process.stdout.write(`shell-probe ${JSON.stringify({ paintedAt, times })}\n`, () => app.exit(0));
    };
    tell().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      app.exit(1);
    });
  });
});
