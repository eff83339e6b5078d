// What an operation means to the city: a fact to be kept, a dossier to be opened, or something that it cannot take.

import type { z } from 'zod';
import { logEvents } from '../../shared/wire/log-events.ts';
import type { LogEventType, OpenedDossier } from '../../shared/wire/log-events.ts';
import type { Operation } from '../../shared/wire/operation.ts';

/** Kept raw without effect. `code` and `detail` go to the station's dead letters: names of fields, never values. */
export interface Rejection {
  readonly kind: 'rejected';
  readonly code: string;
  readonly detail: string;
}

export type Meaning = Rejection | { readonly kind: 'fact' } | { readonly kind: 'dossier'; readonly dossier: OpenedDossier };

const VERSION = 1;
/** An official code has two digits for the year; years of 20… as Vietnam's clocks count them. */
const FIRST_DAY = Date.parse('2000-01-01T00:00:00+07:00');
const END_OF_DAYS = Date.parse('2100-01-01T00:00:00+07:00');

export function rejection(code: string, detail: string): Rejection {
  return { kind: 'rejected', code, detail: detail.slice(0, 300) };
}

function isKnown(type: string): type is LogEventType {
  return Object.hasOwn(logEvents, type);
}

function faults({ issues }: z.ZodError): string {
  return issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; ');
}

function openingOf(operation: Operation): Meaning {
  const parsed = logEvents['dossier.opened'].safeParse(operation.body);
  if (!parsed.success) return rejection('operation.invalid-body', faults(parsed.error));
  const dossier = parsed.data;
  if (operation.aggType !== 'dossier' || operation.aggId !== dossier.dossierId) return rejection('operation.invalid-body', 'the aggregate is not the dossier');
  if (dossier.receivedAt < FIRST_DAY || dossier.receivedAt >= END_OF_DAYS) return rejection('dossier.impossible-day', 'receivedAt lies in no year of an official code');
  return { kind: 'dossier', dossier };
}

/** Reads an operation by its type and version. Pure. */
export function interpret(operation: Operation): Meaning {
  const { type, typeVersion, body } = operation;
  if (!isKnown(type)) return rejection('operation.unknown-type', 'type: this city does not know it');
  if (typeVersion !== VERSION) return rejection('operation.unknown-version', 'typeVersion: this city does not know it');
  if (type === 'dossier.opened') return openingOf(operation);
  const parsed = logEvents[type].safeParse(body);
  return parsed.success ? { kind: 'fact' } : rejection('operation.invalid-body', faults(parsed.error));
}
