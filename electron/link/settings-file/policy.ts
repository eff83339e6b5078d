// The machine's policy: values that no settings file may change, in a file that only administrators can write. A policy that anybody could change is refused, not passed over.

import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { z } from 'zod';
import { readFileText } from './file-text.ts';
import { faultsOf } from './issues.ts';
import { outlineOf, writtenSchema } from './outline.ts';
import { placeFaults } from './places.ts';
import { fileProblem, WrongSettings, type FoundFault } from './problem.ts';
import { readTree, valueOf } from './syntax.ts';

const policySchema = z.strictObject({
  $schema: z.string().optional(),
  policyVersion: z.literal(1),
  /** True: only the machine's own settings file counts, `--settings` is refused. */
  lockSettingsFile: z.boolean().default(false),
  /** Part of a settings file; what stands here holds, whatever the settings file says. */
  pinned: z.record(z.string(), z.unknown()).default({}),
});

/** A policy that was read and may be trusted. */
export interface Policy {
  readonly file: string;
  readonly lockSettingsFile: boolean;
  readonly pinned: Readonly<Record<string, unknown>>;
  /** Every pinned value by its path; lists count as one value. */
  readonly pinnedPaths: readonly (readonly string[])[];
  /** A refusal of pinned values that the schema does not take, at their lines of the policy; null where none of the issues is about one. */
  refusal(issues: readonly z.core.$ZodIssue[], schema: z.ZodType): WrongSettings | null;
}

/** Who must own policy and folder on this kind of system: the superuser's number; null on Windows, where owners are not looked at. */
export function trustedOwner(platform: NodeJS.Platform): number | null {
  return platform === 'win32' ? null : 0;
}

/** Reads the policy; null where the machine has none. Throws `WrongSettings`. */
export function readPolicy(file: string, owner: number | null): Policy | null {
  const about = lstatSync(file, { throwIfNoEntry: false });
  if (about === undefined) return null;
  if (owner !== null && !(isTrusted(about, owner) && about.isFile() && isTrusted(lstatSync(path.dirname(file)), owner))) throw WrongSettings.of(file, [fileProblem('policy-untrusted')]);
  const text = readFileText(file);
  const outline = outlineOf(writtenSchema(policySchema));
  const wrong = (faults: readonly FoundFault[]): WrongSettings => WrongSettings.of(file, placeFaults(faults, text, outline));
  const read = readTree(text);
  if (read.kind === 'broken' || read.faults.length > 0) throw wrong(read.faults);
  const { root } = read;
  const parsed = policySchema.safeParse(valueOf(root));
  if (!parsed.success) throw wrong(faultsOf(parsed.error.issues, { root, outline }));
  const { lockSettingsFile, pinned } = parsed.data;
  const pinnedRoot: Node | undefined = findNodeAtLocation(root, ['pinned']);
  const pinnedPaths = leaves(pinned);
  return {
    file, lockSettingsFile, pinned, pinnedPaths,
    refusal: (issues, schema) => {
      const own = issues.filter((issue) => pinnedPaths.some((pin) => touches(issue, pin)));
      if (own.length === 0 || pinnedRoot === undefined) return null;
      const settingsOutline = outlineOf(writtenSchema(schema));
      return WrongSettings.of(file, placeFaults(faultsOf(own, { root: pinnedRoot, outline: settingsOutline }), text, settingsOutline));
    },
  };
}

/** Settings as the policy makes them: groups are merged, everything else is replaced. */
export function withPinned(value: unknown, pinned: Readonly<Record<string, unknown>>): unknown {
  if (!isGroup(value)) return Object.keys(pinned).length === 0 ? value : pinned;
  const merged = Object.entries(pinned).map(([key, pin]) => [key, isGroup(pin) ? withPinned(Object.hasOwn(value, key) ? value[key] : {}, pin) : pin] as const);
  return Object.fromEntries([...Object.entries(value), ...merged]);
}

function isTrusted({ uid, mode }: Stats, owner: number): boolean {
  return uid === owner && (mode & 0o022) === 0;
}

function touches(issue: z.core.$ZodIssue, pin: readonly string[]): boolean {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return keys.some((key) => pin.every((segment, index) => String(key[index]) === segment));
}

function leaves(value: Readonly<Record<string, unknown>>, above: readonly string[] = []): (readonly string[])[] {
  return Object.entries(value).flatMap(([key, child]) => (isGroup(child) && Object.keys(child).length > 0 ? leaves(child, [...above, key]) : [[...above, key]]));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
