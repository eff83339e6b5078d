// The line of a settings file as a technician may see it: every value that could be a secret hidden, and no longer than a screen is wide.

import { createScanner } from 'jsonc-parser';
import { allNodes, type OutlineNode } from './outline.ts';

/** Longest part of a line that is shown. */
const WIDTH = 140;
/** So many letters and digits without a gap may be a key, wherever they stand. */
const LONG_RUN = /[A-Za-z0-9+/=_-]{16,}/g;
/** Kinds of the scanner. */
const STRING = 10;
const COLON = 6;
const UNKNOWN = 16;
const END = 17;

/** Names under which no secret stands, whatever group they are in. */
export function openNames(outline: OutlineNode): ReadonlySet<string> {
  const nodes = allNodes(outline);
  const secret = new Set(nodes.filter(({ isSecret }) => isSecret).map(({ key }) => key));
  return new Set(nodes.map(({ key }) => key).filter((key) => !secret.has(key)));
}

/**
 * `line` without secrets, of the same length: texts under names that are not known to be open are dotted out, and so are long texts under no name, long runs of letters in comments, and nearly all of a line whose quotes do not close.
 */
export function withoutSecrets(line: string, open: ReadonlySet<string>): string {
  const scanner = createScanner(line, false);
  let shown = '';
  let name: string | null = null;
  let before = '';
  for (let kind = scanner.scan(); kind !== END; kind = scanner.scan()) {
    // Where quotes are missing nothing says what is a value.
    if (kind === UNKNOWN || scanner.getTokenError() !== 0) return line.replaceAll(/\S{8,}/g, (run) => (open.has(run.replaceAll(/[",:]/g, '')) ? run : dots(run)));
    const after = scanner.getTokenOffset() + scanner.getTokenLength();
    const text = line.slice(scanner.getTokenOffset(), after);
    if (kind === COLON) name = before.replaceAll('"', '');
    const isName = kind === STRING && /^\s*:/.test(line.slice(after));
    shown += kind !== STRING ? text.replaceAll(LONG_RUN, dots) : isName ? nameShown(text, open) : valueShown(text, name, open);
    // One name has one value: what follows without a name of its own is nobody's.
    if (kind === STRING) name = null;
    if (text.trim() !== '') before = text;
  }
  return shown;
}

/** The part of a line around a place, with the place inside it. */
export function cutAround(line: string, from: number, length: number): { readonly text: string; readonly mark: { readonly from: number; readonly length: number } } {
  const start = line.length <= WIDTH ? 0 : Math.max(0, Math.min(from - 40, line.length - WIDTH));
  const text = line.slice(start, start + WIDTH).replaceAll('\t', ' ');
  const markFrom = Math.min(from - start, text.length);
  return { text, mark: { from: markFrom, length: Math.max(1, Math.min(length, text.length - markFrom)) } };
}

function nameShown(text: string, open: ReadonlySet<string>): string {
  return open.has(text.slice(1, -1)) ? text : text.replaceAll(LONG_RUN, dots);
}

/** A text under an open name may have swallowed its neighbour: what looks like a key in it is hidden all the same. */
function valueShown(text: string, name: string | null, open: ReadonlySet<string>): string {
  if (name === null) return text.length < 14 || /\s/.test(text) ? text.replaceAll(LONG_RUN, dots) : dots(text);
  if (!open.has(name)) return dots(text);
  return text.replaceAll(/[A-Za-z0-9+=_-]{16,}/g, (run) => (/[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) ? dots(run) : run));
}

function dots(text: string): string {
  return text.replaceAll(/[^"\s]/g, '•');
}
