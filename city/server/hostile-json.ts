// JSON from outside as plain data: nothing in it can surprise what comes after it.

import { isUtf8 } from 'node:buffer';
import { WireRefusal } from './refusal.ts';

/** Deeper than any message of the wire. */
const MAX_DEPTH = 24;

function refuse(what: string): never {
  throw new WireRefusal('wire.invalid', what);
}

function checkText(text: string): void {
  if (!text.isWellFormed()) refuse('a text is not well-formed Unicode');
}

/** Walks without recursion, for the depth is the sender's choice. */
function checkPlain(root: unknown): void {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') checkText(value);
    if (typeof value === 'number' && !Number.isFinite(value)) refuse('a number is too large');
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) refuse('the message is nested too deeply');
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) open.push({ value: item, depth: depth + 1 });
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__') refuse('a member is named __proto__');
      checkText(key);
      open.push({ value: item, depth: depth + 1 });
    }
  }
}

/** Parses bytes as JSON; refuses what is not UTF-8, not JSON, too deep, or what canonical JSON and the database could not hold as it was sent. */
export function parseHostileJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    if (!isUtf8(bytes)) return refuse('the body is not JSON in UTF-8');
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return refuse('the body is not JSON in UTF-8');
  }
  checkPlain(value);
  return value;
}
