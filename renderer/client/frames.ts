// Parsing what comes from the station, before anything in the page believes it.

import { z } from 'zod';
import { failureSchema, stationFrameSchema } from '../../shared/contract/command.ts';
import type { StationFrame } from '../../shared/contract/command.ts';

/** An answer as the bridge gives it: with or without the frame's id, which only matters on a socket. */
export const answerSchema = z.union([
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** The frame that `text` holds, or null when it holds none. */
export function parseStationFrame(text: string): StationFrame | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = stationFrameSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}
