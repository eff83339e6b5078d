// What of an operation may be put right before it is sent again: the texts that people typed or read, by their place in the body. Ids, codes and files never.

import type { EpochMs } from '../../base/ids.ts';
import { atMinute, minuteOfDay, businessDayOf, parseBusinessDay } from '../time/business-day.ts';

/** Places of texts by the type of the event; '*' stands for any name. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'dossier.opened': ['applicant.fullName', 'applicant.idNumber', 'applicant.oldIdNumber', 'applicant.birthDate', 'applicant.address', 'applicant.issuedOn', 'applicant.phone', 'applicant.email', 'procedureName', 'officerName'],
  'dossier.corrected': ['fields.*.to', 'reason'],
  'dossier.noted': ['text'],
  'dossier.voided': ['reason'],
  'dossier.apologised': ['reason'],
  'dossier.page-removed': ['reason'],
};
/** Places of times, shown and typed as '2026-07-13 09:00' in Hà Nội. */
const TIMES: Readonly<Record<string, readonly string[]>> = { 'dossier.opened': ['receivedAt', 'dueAt'] };

/** A value that may be changed. */
export interface EditableValue {
  readonly path: string;
  readonly value: string;
}

type Json = Readonly<Record<string, unknown>>;

/** True for types of which anything may be put right at all. */
export function isEditable(type: string): boolean {
  return Object.hasOwn(TEXTS, type);
}

/** Everything in a body that may be changed, in the order in which an officer reads it. */
export function editableValues(type: string, body: Json): readonly EditableValue[] {
  const texts = (TEXTS[type] ?? []).flatMap((pattern) => placesOf(body, pattern.split('.'), []));
  const times = (TIMES[type] ?? []).flatMap((path) => {
    const value = body[path];
    return typeof value === 'number' ? [{ path, value: timeText(value as EpochMs) }] : [];
  });
  return [...texts, ...times];
}

/** The body with other values, or the place that may not be changed or cannot be read. What is the same in words stays as it is, to the millisecond; with no change it is the same object. */
export function withValues(type: string, body: Json, changes: Readonly<Record<string, string>>): { readonly kind: 'changed'; readonly body: Json } | { readonly kind: 'wrong'; readonly path: string } {
  const known = new Map(editableValues(type, body).map(({ path, value }) => [path, value]));
  let changed = body;
  for (const [path, text] of Object.entries(changes)) {
    const before = known.get(path);
    if (before === undefined) return { kind: 'wrong', path };
    if (before === text) continue;
    const value = TIMES[type]?.includes(path) === true ? timeFrom(text) : text;
    if (value === null) return { kind: 'wrong', path };
    changed = set(changed, path.split('.'), value);
  }
  return { kind: 'changed', body: changed };
}

function placesOf(value: unknown, pattern: readonly string[], place: readonly string[]): readonly EditableValue[] {
  const [name, ...rest] = pattern;
  if (name === undefined) return typeof value === 'string' ? [{ path: place.join('.'), value }] : [];
  if (!isObject(value)) return [];
  const names = name === '*' ? Object.keys(value) : [name];
  return names.flatMap((each) => placesOf(value[each], rest, [...place, each]));
}

function set(body: Json, [name = '', ...rest]: readonly string[], value: string | number): Json {
  const inner = body[name];
  return { ...body, [name]: rest.length === 0 || !isObject(inner) ? value : set(inner, rest, value) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function timeText(at: EpochMs): string {
  const minute = minuteOfDay(at);
  return `${businessDayOf(at)} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function timeFrom(text: string): EpochMs | null {
  const found = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  const day = found === null ? null : parseBusinessDay(found[1] ?? '');
  return found === null || day === null ? null : atMinute(day, Number(found[2]) * 60 + Number(found[3]));
}
