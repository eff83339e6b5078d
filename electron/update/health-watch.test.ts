// A start that is well says so until it stands on the disk: otherwise its version would be taken back for a note that was lost.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { machineDisk } from './files/disk.ts';
import { readRecord } from './files/record.ts';
import { watchHealth } from './health-watch.ts';
import { lifeNoteSchema, placesOf } from './notes.ts';

it('a note that could not be written is written at the next look', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-health-'));
  const places = placesOf(folder);
  const clock = new TestClock();
  const failures: unknown[] = [];
  const stage = (): string => {
    const reading = readRecord(machineDisk, places.life, lifeNoteSchema);
    return reading.kind === 'seen' ? reading.content.stage : reading.kind;
  };
  // A folder in its place cannot be replaced by a file.
  mkdirSync(places.life);
  const watch = watchHealth({ places, version: '1.0.0', isPainted: () => true, failing: () => [], failingBefore: null, clock, onFailure: (error) => failures.push(error) });
  try {
    await vi.waitFor(() => expect(failures.length).toBeGreaterThanOrEqual(2));
    expect(stage()).toBe('damaged');
    rmSync(places.life, { recursive: true });
    await vi.waitFor(() => {
      clock.advance(1000);
      expect(stage()).toBe('healthy');
    });
    const told = failures.length;
    clock.advance(10_000);
    expect(failures).toHaveLength(told);
  } finally {
    await watch[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
});
