// What a program inside the lab's kernel says to the test outside: one line of JSON for each scene on its output, which is a serial line.

import { writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Plays one scene and reports what was seen, or how it failed; the next scene is played either way. */
export async function scene(name: string, play: () => Promise<unknown>): Promise<void> {
  try {
    say({ scene: name, saw: await play() });
  } catch (error) {
    say({ scene: name, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/**
 * Waits until `condition` holds.
 * @throws Error that names what was waited for, after `ms`
 */
export async function until(what: string, condition: () => boolean, ms = 30_000): Promise<void> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await delay(10);
  }
}

/** Ends the program after its last scene, whatever a failed one has left open. */
export function finish(): never {
  process.exit(0);
}

function say(line: object): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(1, bytes, sent);
}
