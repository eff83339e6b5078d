// What an operation means to the city: a fact to be kept, something that happened to a dossier, the end of a dead letter, or something that it cannot take.

import type { OperationId } from '../../shared/base/ids.ts';
import type { DossierEvent } from '../dossiers/plan.ts';
import { isKnownEvent } from '../../shared/wire/log-events.ts';
import type { Operation } from '../../shared/wire/operation.ts';
import { readEvent } from '../../shared/wire/upcast.ts';

/** Kept raw without effect. `code` and `detail` go to the station's dead letters: names of fields, never values. */
export interface Rejection {
  readonly kind: 'rejected';
  readonly code: string;
  readonly detail: string;
  /** Place in the body that is at fault, where one is. */
  readonly field?: string;
}

/** Kept raw until this city has learned its type or version. */
export interface Kept {
  readonly kind: 'kept';
  readonly code: 'operation.unknown-type' | 'operation.unknown-version';
}

/** Held behind an operation of the same dossier that has no effect yet. */
export interface Held {
  readonly kind: 'held';
  readonly by: OperationId;
}

/** Why an operation has no effect. */
export type WithoutEffect = Rejection | Kept | Held;

export type Meaning = Rejection | Kept | { readonly kind: 'fact' } | { readonly kind: 'withdrawal'; readonly of: OperationId } | { readonly kind: 'dossier'; readonly event: DossierEvent };

/** An official code has two digits for the year; years of 20… as Vietnam's clocks count them. */
const FIRST_DAY = Date.parse('2000-01-01T00:00:00+07:00');
const END_OF_DAYS = Date.parse('2100-01-01T00:00:00+07:00');

export function rejection(code: string, detail: string, field?: string): Rejection {
  return { kind: 'rejected', code, detail: detail.slice(0, 300), ...(field === undefined ? {} : { field: field.slice(0, 80) }) };
}

/** A zero byte in canonical JSON: PostgreSQL keeps such a text whole, but can take nothing out of it. */
const ZERO_BYTE = /(?<!\\)(?:\\\\)*\\u0000/;

/** Reads an operation by its type and version; `raw` is its canonical text. Pure. */
export function interpret(operation: Operation, raw: string): Meaning {
  const event = readEvent(operation);
  if (event.kind === 'unknown') return { kind: 'kept', code: isKnownEvent(operation.type) ? 'operation.unknown-version' : 'operation.unknown-type' };
  if (event.kind === 'invalid') return rejection('operation.invalid-body', event.faults, /^[^:;]{1,80}(?=: )/.exec(event.faults)?.[0]);
  if (event.type === 'operation.withdrawn') return { kind: 'withdrawal', of: event.body.opId };
  if (!isOfDossier(event)) return { kind: 'fact' };
  if (operation.aggType !== 'dossier' || operation.aggId !== event.body.dossierId) return rejection('operation.invalid-body', 'the aggregate is not the dossier', 'dossierId');
  if (event.type === 'dossier.opened' && (event.body.receivedAt < FIRST_DAY || event.body.receivedAt >= END_OF_DAYS)) {
    return rejection('dossier.impossible-day', 'receivedAt lies in no year of an official code', 'receivedAt');
  }
  if (ZERO_BYTE.test(raw)) return rejection('operation.unstorable-text', 'a text holds a character that cannot be stored');
  return { kind: 'dossier', event };
}

function isOfDossier(event: Extract<ReturnType<typeof readEvent>, { readonly kind: 'known' }>): event is DossierEvent {
  return event.type.startsWith('dossier.');
}
