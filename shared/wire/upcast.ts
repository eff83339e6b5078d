// Reads an event of any version as one of today: older bodies are brought up, newer and unknown ones are said to be so and kept as they are.

import type { z } from 'zod';
import type { EpochMs } from '../base/ids.ts';
import { accessNotedV1Schema, openedDossierV1Schema, openedDossierV2Schema } from './dossier-events.ts';
import { isKnownEvent, logEvents, skippedV1Schema, versionOf, type LogEventBody, type LogEventType } from './log-events.ts';

/** A body of today by its type. */
export type ReadEvent = { readonly [Type in LogEventType]: { readonly kind: 'known'; readonly type: Type; readonly body: LogEventBody<Type> } }[LogEventType];

/** 'unknown': of a type or version that this program has not learned yet; to be kept, never dropped. 'invalid': not what its type and version say; `faults` names places, never values. */
export type EventReading = ReadEvent | { readonly kind: 'unknown' } | { readonly kind: 'invalid'; readonly faults: string };

/** `at` is the event's own time, for versions that said less. */
export function readEvent(event: { readonly type: string; readonly typeVersion: number; readonly body: unknown; readonly at: EpochMs }): EventReading {
  const { type, typeVersion, at } = event;
  if (!isKnownEvent(type) || typeVersion > versionOf(type) || typeVersion < 1) return { kind: 'unknown' };
  const raised = typeVersion === versionOf(type) ? { success: true as const, data: event.body } : raise(type, typeVersion, event.body, at);
  if (!raised.success) return { kind: 'invalid', faults: faultsOf(raised.error) };
  const parsed = logEvents[type].safeParse(raised.data);
  if (!parsed.success) return { kind: 'invalid', faults: faultsOf(parsed.error) };
  return { kind: 'known', type, body: parsed.data } as ReadEvent;
}

/** From an older version to today's. */
function raise(type: LogEventType, version: number, body: unknown, at: EpochMs): { readonly success: true; readonly data: unknown } | { readonly success: false; readonly error: z.ZodError } {
  if (type === 'access.noted') return accessNotedV1Schema.safeParse(body);
  if (type === 'dossier.opened') {
    // What version 3 says beyond version 2 it says only where there is something.
    if (version === 2) return openedDossierV2Schema.safeParse(body);
    const old = openedDossierV1Schema.safeParse(body);
    return old.success ? { success: true, data: { ...old.data, officialCode: null } } : old;
  }
  if (type === 'ticket.skipped') {
    const old = skippedV1Schema.safeParse(body);
    if (!old.success) return old;
    const { missed, ...rest } = old.data;
    return { success: true, data: { ...rest, queuedAt: missed ? null : at } };
  }
  return { success: true, data: body };
}

function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; ').slice(0, 300);
}
