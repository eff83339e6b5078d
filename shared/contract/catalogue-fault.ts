// What is wrong with a catalogue's file, in a form that belongs to no language: its kind, and the code of a procedure with the field.

import { z } from 'zod';
import { procedureCodeSchema } from './primitives.ts';

/** What can be wrong with a file that is whole; each is a text of its own. */
export const catalogueFaultSchema = z.enum(['not-json', 'missing', 'type', 'range', 'extra', 'twice', 'value']);
export type CatalogueFault = z.infer<typeof catalogueFaultSchema>;

/** 'cut': the file ends early, and wants to be copied again. `where` is '' where there is no place; `refused` says all of it in English, for a log or a maker's console. */
export interface RefusedCatalogue {
  readonly fault: CatalogueFault | 'cut';
  readonly where: string;
  readonly refused: string;
}

/** What is no JSON: broken off, or something else altogether. */
export function faultOfText(text: string, error: unknown): RefusedCatalogue {
  const why = error instanceof Error ? error.message : 'no JSON';
  if (!endsEarly(text)) return { fault: 'not-json', where: '', refused: `the catalogue is no JSON (${why})` };
  const lines = text.split('\n').length;
  return { fault: 'cut', where: '', refused: `the catalogue is not whole: it has ${lines} lines and ends with "${text.trimEnd().slice(-40).replaceAll(/\s+/g, ' ')}" (${why})` };
}

/** What the schema does not want of a value that was read. */
export function faultOfValue(value: unknown, { issues: [issue] }: z.ZodError): RefusedCatalogue {
  if (issue === undefined) return { fault: 'value', where: '', refused: 'it is no catalogue' };
  const where = placeOf(value, issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path);
  return { fault: kindOf(value, issue), where, refused: where === '' || issue.code === 'custom' ? issue.message : `${where}: ${issue.message}` };
}

/** True where something that was opened is not closed, or nothing is there at all. */
function endsEarly(text: string): boolean {
  if (text.trim() === '') return true;
  if (!/^\s*[[{]/u.test(text)) return false;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isQuoted && sign === '\\') at += 1;
    else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '{' || sign === '[')) depth += 1;
    else if (!isQuoted && (sign === '}' || sign === ']')) depth -= 1;
  }
  return isQuoted || depth > 0;
}

function kindOf(value: unknown, issue: z.core.$ZodIssue): CatalogueFault {
  switch (issue.code) {
    case 'custom':
      return 'twice';
    case 'invalid_type':
      return issue.path.length > 0 && at(value, issue.path) === undefined ? 'missing' : 'type';
    case 'too_big':
    case 'too_small':
      return 'range';
    case 'unrecognized_keys':
      return 'extra';
    default:
      return 'value';
  }
}

/** The code of the procedure, where it has one, then the field in it; the whole path for what is in no procedure. */
function placeOf(value: unknown, path: readonly PropertyKey[]): string {
  for (const length of [2, 4]) {
    const entry = at(value, path.slice(0, length));
    const code = path[length - 2] === 'procedures' ? procedureCodeSchema.safeParse(at(entry, [Array.isArray(entry) ? 0 : 'code'])) : null;
    if (code?.success === true) return [code.data, path.slice(length).join('.')].filter((part) => part !== '').join(', ');
  }
  return path.join('.');
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((within, key) => (typeof within === 'object' && within !== null ? Reflect.get(within, key) : undefined), value);
}
