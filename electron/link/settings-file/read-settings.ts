// Reads a settings file against its schema: the values, or every wrong place of it. Throws nothing but `WrongSettings`.

import type { z } from 'zod';
import { parse, type Node } from 'jsonc-parser';
import { readFileText } from './file-text.ts';
import { faultsOf } from './issues.ts';
import { outlineOf, writtenSchema } from './outline.ts';
import { placeFaults } from './places.ts';
import { withPinned, type Policy } from './policy.ts';
import { WrongSettings, type FoundFault } from './problem.ts';
import { propertiesOf, readTree, valueOf } from './syntax.ts';
import { KNOWN_VERSION, upgraded, versionOf } from './versions.ts';

/** Most problems that are told at once; a screen with more helps nobody. */
const MOST_PROBLEMS = 50;

/** Reads and checks `file` under the machine's policy. Throws `WrongSettings`. */
export function readSettingsFile<Schema extends z.ZodType>(file: string, schema: Schema, policy: Policy | null): z.output<Schema> {
  return parseSettings(file, readFileText(file), schema, policy);
}

/** The same for a text that is there already; `file` is for the words only. */
export function parseSettings<Schema extends z.ZodType>(file: string, text: string, schema: Schema, policy: Policy | null): z.output<Schema> {
  const wrong = (faults: readonly FoundFault[], outline = outlineOf(writtenSchema(schema))): WrongSettings => WrongSettings.of(file, placeFaults(faults.slice(0, MOST_PROBLEMS), text, outline));
  const read = readTree(text);
  if (read.kind === 'broken') throw wrong(read.faults);
  const { root } = read;
  const value = valueOf(root);
  const version = versionOf(value);
  // Of a file for a later program nothing else can be said with sense.
  if (version > KNOWN_VERSION) throw wrong([{ ...wholeFile(root), code: 'version-newer', where: 'settingsVersion', params: { found: version, known: KNOWN_VERSION } }]);
  const parsed = schema.safeParse(withPinned(upgraded(value, version), policy?.pinned ?? {}));
  const faults = [...read.faults, ...controlCharacters(root, [])];
  if (parsed.success && faults.length === 0) return parsed.data;
  const refused = parsed.success ? null : (policy?.refusal(parsed.error.issues, schema) ?? null);
  if (refused !== null) throw refused;
  const outline = outlineOf(writtenSchema(schema));
  throw wrong([...faults, ...(parsed.success ? [] : faultsOf(parsed.error.issues, { root, outline }))], outline);
}

/** As much of a file as can be made out, whatever is wrong with it; null where nothing can. For saying what is wrong in the right windows, never for running on. */
export function readLooseValue(file: string): unknown {
  try {
    return parse(readFileText(file), [], { allowTrailingComma: true }) as unknown;
  } catch (error) {
    // The file itself, or brackets beyond all measure, which the reading proper has named.
    if (error instanceof WrongSettings || error instanceof RangeError) return null;
    throw error;
  }
}

function wholeFile(root: Node): Pick<FoundFault, 'offset' | 'length'> {
  const place = propertiesOf(root).find(({ name }) => name === 'settingsVersion')?.value ?? root;
  return { offset: place.offset, length: place.length };
}

/** "C:\temp" is read as a tabulator and the rest: no text of the settings has a use for such characters. */
function controlCharacters(node: Node, path: readonly (string | number)[]): FoundFault[] {
  if (node.type === 'string') return /\p{Cc}/u.test(String(node.value)) ? [{ code: 'control-character', where: path.join('.'), offset: node.offset, length: node.length, params: {} }] : [];
  if (node.type === 'array') return (node.children ?? []).flatMap((child, index) => controlCharacters(child, [...path, index]));
  return propertiesOf(node).flatMap(({ name, value }) => (value === undefined ? [] : controlCharacters(value, [...path, name])));
}
