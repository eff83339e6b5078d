// Changes single values of a settings file and leaves everything else in it as somebody wrote it: comments, order, indentation. Not for what the values mean.

import { chownSync, fchmodSync, fsyncSync, openSync, closeSync, realpathSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { applyEdits, modify, type FormattingOptions } from 'jsonc-parser';
import type { z } from 'zod';
import type { SettingsProblem } from '../../../shared/contract/host.ts';
import { renameDurably } from '../../station/life/keys/write-once.ts';
import { readFileText } from './file-text.ts';
import type { Policy } from './policy.ts';
import { WrongSettings } from './problem.ts';
import { parseSettings } from './read-settings.ts';

/** A value and where it belongs; undefined takes the key away. */
export interface SettingsChange {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/**
 * How it ended. 'locked': the policy decides about one of the values, and nothing was written. 'not-writable': this process may not, or the disk would not. 'wrong': the file would not
 * stand with them, or does not stand before.
 */
export type ChangeEnd = { readonly kind: 'stored' } | { readonly kind: 'locked' } | { readonly kind: 'not-writable'; readonly reason: string } | { readonly kind: 'wrong'; readonly problems: readonly SettingsProblem[] };

/** Whether the policy says what stands at `path`, or anything above or below it. */
export function isPinned(policy: Pick<Policy, 'pinnedPaths'> | null, path: SettingsChange['path']): boolean {
  return (policy?.pinnedPaths ?? []).some((pin) => path.slice(0, pin.length).every((segment, index) => String(segment) === pin[index]));
}

/** The text with the changes, its comments and its way of writing kept. */
export function changedText(text: string, changes: readonly SettingsChange[]): string {
  const formattingOptions = formOf(text);
  return changes.reduce((now, { path, value }) => applyEdits(now, modify(now, [...path], value, { formattingOptions })), text);
}

/** The changes alone, as somebody may put them into the file by hand. */
export function changesAsText(changes: readonly SettingsChange[]): string {
  return changedText('{}', changes.filter(({ value }) => value !== undefined));
}

/** Checks the file as it would be and puts it in the place of the old one, whole or not at all. Throws only for bugs. */
export function changeSettings(file: string, changes: readonly SettingsChange[], schema: z.ZodType, policy: Policy | null): ChangeEnd {
  if (changes.some(({ path }) => isPinned(policy, path))) return { kind: 'locked' };
  try {
    const before = readFileText(file);
    // What does not stand before is for whoever wrote it: no edit may land in the wrong place.
    parseSettings(file, before, schema, policy);
    const after = changedText(before, changes);
    parseSettings(file, after, schema, policy);
    if (after !== before) replaceWhole(file, after);
    return { kind: 'stored' };
  } catch (error) {
    if (error instanceof WrongSettings) return { kind: 'wrong', problems: error.problems };
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { kind: 'not-writable', reason: error.code };
    throw error;
  }
}

/** On the disk under its name when it returns, with the rights and, where that is allowed, the owner of the file before it. A link stays a link. */
function replaceWhole(file: string, text: string): void {
  const place = realpathSync(file);
  const about = statSync(place);
  const unfinished = `${place}.new`;
  const descriptor = openSync(unfinished, 'w', 0o600);
  try {
    try {
      fchmodSync(descriptor, about.mode & 0o777);
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    keepOwner(unfinished, about);
    renameDurably(unfinished, place);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** False where the owner could not be kept: only the superuser gives files away, and whoever may write into the folder is its owner's equal. */
function keepOwner(file: string, { uid, gid }: Stats): boolean {
  if (process.platform === 'win32') return true;
  try {
    chownSync(file, uid, gid);
    return true;
  } catch {
    // The file is no worse for it.
    return false;
  }
}

/** How the file is written: by its first indented line, and its first end of a line. */
function formOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.includes('\t'), tabSize: indent.includes('\t') ? 1 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
