// Frames of any kind at the door: it never throws, and answers exactly those that can be answered.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StationFrame } from '../../../shared/contract/command.ts';
import { stationFrameSchema } from '../../../shared/contract/command.ts';
import { commands } from '../../../shared/contract/commands.ts';
import { Door } from './door.ts';

const goodOverview = { day: '2026-11-23', fields: [], calling: [], recent: [], counters: [] };

describe('frames of any kind', () => {
  const anyFrame = fc.oneof(
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 2, arbitrary: fc.json() },
    { weight: 3, arbitrary: fc.record({ id: fc.oneof(fc.nat(), fc.anything()), command: fc.oneof(fc.constantFrom(...Object.keys(commands), '__proto__', 'toString'), fc.string()), input: fc.jsonValue() }, { requiredKeys: [] }).map((frame) => safeText(frame)) },
  );

  it('never make the door throw, and each with an id gets exactly one answer with that id', async () => {
    let sent: StationFrame[] = [];
    const door = new Door({
      run: () => goodOverview,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      newTraceId: () => 'trace',
      monotonic: () => 0,
      send: (_clientId, text) => void sent.push(stationFrameSchema.parse(JSON.parse(text))),
    });
    door.open('k', { role: 'kiosk' });
    await fc.assert(
      fc.asyncProperty(anyFrame, async (text) => {
        sent = [];
        await door.receive('k', text);
        const id = idIn(text);
        expect(sent.map((frame) => ('id' in frame ? frame.id : 'event'))).toEqual(id === null ? [] : [id]);
      }),
      { numRuns: 2000 },
    );
  });
});

function safeText(frame: unknown): string {
  try {
    return JSON.stringify(frame) ?? '';
  } catch {
    return '';
  }
}

function idIn(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text);
    const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
    return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
  } catch {
    return null;
  }
}
