// A choice of the set-up in a line of words, for people who look from the screen to the back of the machine. Pure.

import type { SetupChoice, SetupRole } from '../../../../shared/contract/setup.ts';

type Group = Readonly<Record<string, unknown>>;

export const groupOf = (value: unknown): Group => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {});
const word = (value: unknown): string => wordOf(value, '');
/** A text or a number of a choice as a text; `standard` for what is not said. */
export function wordOf(value: unknown, standard: string): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : standard;
}

const hex = (value: unknown): string => (typeof value === 'number' ? value.toString(16).toUpperCase().padStart(4, '0') : '');

/** Where the device is and how it is reached: '192.0.2.5:9100', '/dev/ttyUSB0', 'USB 0C2E:0B61'. '' for one that is taken whichever it is. */
export function choiceWords(choice: SetupChoice): string {
  const device = groupOf(choice['device']);
  const input = groupOf(device['input']);
  const line = groupOf(choice['line']);
  const parts = [
    ...[device, line].map(({ host, port }) => (typeof host === 'string' ? `${host}${port === undefined ? '' : `:${word(port)}`}` : '')),
    ...[device, line].map(({ path }) => word(path)),
    ...['url', 'queue', 'name', 'loudspeaker'].map((key) => word(device[key])),
    typeof device['device'] === 'string' ? device['device'] : '',
    ...[device, input].map(({ vendorId, productId, serialNumber }) => (vendorId === undefined ? '' : `USB ${hex(vendorId)}:${hex(productId)}${word(serialNumber) === '' ? '' : ` · ${word(serialNumber)}`}`)),
    word(device['line'] ?? input['line']),
  ];
  const found = parts.find((part) => part !== '') ?? '';
  const address = device['address'] ?? input['address'];
  return typeof address === 'number' && found !== '' ? `${found} · #${address}` : found;
}

/** Whether two choices name the same thing, whatever else they say of it. */
export function isSameThing(one: SetupChoice | null, other: SetupChoice | null): boolean {
  if (one === null || other === null) return one === other;
  const bare = (choice: SetupChoice): string => choiceWords(choice).replace(/ · #\d+$/, '');
  return bare(one) !== '' && bare(one) === bare(other);
}

/** A choice with some of its device's own words changed. */
export function withDevice(choice: SetupChoice, more: Group): SetupChoice {
  return { ...choice, device: { ...groupOf(choice['device']), ...more } } as SetupChoice;
}

/** A choice on another line. */
export function withLine(choice: SetupChoice, line: Group): SetupChoice {
  return { ...choice, line } as SetupChoice;
}

/** Roles for which an address may be typed, with the words that ask for it. */
export const TYPED: Readonly<Partial<Record<SetupRole, 'ticket-printer' | 'scanner' | 'line'>>> = { 'ticket-printer': 'ticket-printer', scanner: 'scanner', reader: 'line', panel: 'line', keypad: 'line', 'counter-display': 'line' };

/** What a typed address means for a role; null while it is none. */
export function typedChoice(role: SetupRole, typed: string): SetupChoice | null {
  const text = typed.trim();
  if (role === 'scanner') {
    const url = URL.parse(/^https?:\/\//.test(text) ? text : `http://${text}`);
    if (text === '' || url === null || url.hostname === '') return null;
    return { device: { kind: 'escl', url: url.pathname === '/' ? `${url.origin}/eSCL` : url.href } };
  }
  const [, host, said] = /^([A-Za-z0-9._-]{1,253})(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = Number(said ?? (role === 'ticket-printer' ? 9100 : 0));
  if (host === undefined || port < 1 || port > 65_535) return null;
  const line = { kind: 'serial-tcp', host, port };
  switch (role) {
    case 'ticket-printer': return { device: { kind: 'escpos-tcp', host, port } };
    case 'reader': return { device: { kind: 'serial' }, line };
    case 'panel': case 'keypad': return { device: { input: { kind: 'line' } }, line };
    case 'counter-display': return { device: {}, line };
    default: return null;
  }
}
