// What an operation means to the city: a fact to be kept, a dossier to be opened, or something that it cannot take.

import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { isKnownEvent } from '../../shared/wire/log-events.ts';
import { readEvent } from '../../shared/wire/upcast.ts';
import type { Operation } from '../../shared/wire/operation.ts';

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

export type Meaning = Rejection | Kept | { readonly kind: 'fact' } | { readonly kind: 'dossier'; readonly dossier: OpenedDossier };

/** An official code has two digits for the year; years of 20… as Vietnam's clocks count them. */
const FIRST_DAY = Date.parse('2000-01-01T00:00:00+07:00');
const END_OF_DAYS = Date.parse('2100-01-01T00:00:00+07:00');

export function rejection(code: string, detail: string, field?: string): Rejection {
  return { kind: 'rejected', code, detail: detail.slice(0, 300), ...(field === undefined ? {} : { field: field.slice(0, 80) }) };
}

/** Reads an operation by its type and version. Pure. */
export function interpret(operation: Operation): Meaning {
  const read = readEvent(operation);
  if (read.kind === 'unknown') return { kind: 'kept', code: isKnownEvent(operation.type) ? 'operation.unknown-version' : 'operation.unknown-type' };
  if (read.kind === 'invalid') return rejection('operation.invalid-body', read.faults, /^[^:;]{1,80}(?=: )/.exec(read.faults)?.[0]);
  if (read.type !== 'dossier.opened') return { kind: 'fact' };
  const dossier = read.body;
  if (operation.aggType !== 'dossier' || operation.aggId !== dossier.dossierId) return rejection('operation.invalid-body', 'the aggregate is not the dossier', 'dossierId');
  if (dossier.receivedAt < FIRST_DAY || dossier.receivedAt >= END_OF_DAYS) return rejection('dossier.impossible-day', 'receivedAt lies in no year of an official code', 'receivedAt');
  return { kind: 'dossier', dossier };
}
