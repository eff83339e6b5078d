// The settings as a stranger may see them: numbers, switches, and those texts that are named here. A text that is not named is left out, so that a new key shows nothing by itself.

import { outlineAt, type OutlineNode } from '../../link/settings-file/outline.ts';
import { scrub } from './scrub.ts';

/** Texts that help and are nobody's: codes, addresses of devices and of the city, folders. */
const SHOWN: ReadonlySet<string> = new Set([
  'profile.commune', 'profile.station', 'profile.fields[].code', 'profile.counters[].fields[]', 'city.url', 'hub.url', 'dataFolder', 'backup.folder', 'logs.folder',
  'devices.ticketPrinter.kind', 'devices.ticketPrinter.host', 'devices.counters.*.reader.kind', 'devices.counters.*.reader.host', 'devices.counters.*.scanner.kind', 'devices.counters.*.scanner.url',
  'host.windows[].windowId', 'host.windows[].caller.role',
]);
const LEFT_OUT = '(left out)';

/** As much of `value` as may be shown; `path` leads to it. */
export function shownSettings(value: unknown, outline: OutlineNode, path: readonly (string | number)[] = []): unknown {
  const node = outlineAt(outline, path);
  if (node === null) return LEFT_OUT;
  if (Array.isArray(value)) return value.map((item, index) => shownSettings(item, outline, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    const known = Object.entries(value).filter(([key]) => /^\d{1,2}$/.test(key) || node.children.some((child) => child.key === key));
    const shown = Object.fromEntries(known.map(([key, child]) => [key, shownSettings(child, outline, [...path, key])] as const));
    const strangers = Object.keys(value).length - known.length;
    return strangers === 0 ? shown : { ...shown, '(unknown keys)': strangers };
  }
  if (typeof value === 'string') return SHOWN.has(node.path) && !node.isSecret ? addressOrText(value) : LEFT_OUT;
  // A number under a name that wants none may be anything.
  if (typeof value === 'number') return node.kinds.includes('integer') || node.kinds.includes('number') ? value : LEFT_OUT;
  return value;
}

/** Of an address neither its user nor its question. */
function addressOrText(text: string): string {
  const address = URL.parse(text);
  return address !== null && /^https?:$/.test(address.protocol) ? `${address.protocol}//${scrub(address.host)}${scrub(address.pathname)}` : scrub(text);
}
