// The places for devices that a machine has, and where the settings file speaks of each. Pure: knows no device and no file.

import { createHash } from 'node:crypto';
import type { CounterId } from '../../../shared/base/ids.ts';
import { COUNTER_ROLES, SETUP_ROLES, type SetupChoice, type SetupPlace } from '../../../shared/contract/setup.ts';
import type { SettingsChange } from '../../link/settings-file/change-settings.ts';
import { keypadSchema, panelSchema } from '../../link/devices/buttons.ts';
import { counterDisplaySchema } from '../../link/devices/counter-display.ts';
import { linesSchema, type LineSettings } from '../../link/devices/lines.ts';
import { printerSchema } from '../../link/devices/printer.ts';
import { readerSchema } from '../../link/devices/reader.ts';
import { scannerSchema } from '../../link/devices/scanner.ts';
import type { MachineSettings } from '../../link/settings.ts';

/** The part of the settings in which devices stand. */
export type SetupSettings = Pick<MachineSettings, 'devices' | 'sound' | 'host' | 'profile'>;

/** Every place of a point with these counters, in the order of the wizard. */
export function placesOf(counters: readonly CounterId[]): SetupPlace[] {
  return SETUP_ROLES.flatMap((role): SetupPlace[] => (COUNTER_ROLES.includes(role) ? counters.map((counterId) => ({ role, counterId })) : [{ role, counterId: null }]));
}

/** The line of its own that a device of this place gets. */
export function lineNameOf({ role, counterId }: SetupPlace): string {
  return counterId === null ? role : `${role}-${counterId}`;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What the settings say of a place, as a window shows and sends it; null where they say none. */
export function choiceIn({ devices, sound, host }: SetupSettings, place: SetupPlace): SetupChoice | null {
  const chosen = (device: unknown, line?: LineSettings): SetupChoice | null => (device === null || device === undefined ? null : (plain({ device, ...(line === undefined ? {} : { line }) }) as SetupChoice));
  const counter = place.counterId === null ? undefined : devices.counters[String(place.counterId)];
  // A line is shown with the device that has it to itself; of one that others share only the name stands.
  const own = (device: unknown, line: string | undefined): SetupChoice | null => chosen(device, line === lineNameOf(place) ? devices.lines[line] : undefined);
  switch (place.role) {
    case 'ticket-printer': return chosen(devices.ticketPrinter);
    case 'system-printer': return chosen(devices.systemPrinter);
    case 'reader': return own(counter?.reader, counter?.reader?.kind === 'serial' ? counter.reader.line : undefined);
    case 'scanner': return chosen(counter?.scanner);
    case 'panel': return own(devices.panel, devices.panel?.input.kind === 'line' ? devices.panel.input.line : undefined);
    case 'keypad': return own(counter?.keypad, counter?.keypad?.input.kind === 'line' ? counter.keypad.input.line : undefined);
    case 'counter-display': return own(counter?.display, counter?.display?.line);
    case 'loudspeaker': return sound.isOn ? chosen({ loudspeaker: sound.loudspeaker ?? null, window: sound.window ?? null }) : null;
    case 'screens': return chosen({ windows: host.windows.map(({ windowId, caller, display }) => ({ windowId, role: caller.role, display: display ?? null })) });
  }
}

const FAMILIES = { 'ticket-printer': printerSchema, reader: readerSchema, scanner: scannerSchema, panel: panelSchema, keypad: keypadSchema, 'counter-display': counterDisplaySchema } as const;

/** Tells one device from another by all that the settings say of it, the line that it shares included; what was left out counts as the standard that stands for it. */
export function fingerprintOf(settings: Pick<SetupSettings, 'devices' | 'profile'>, place: SetupPlace, choice: SetupChoice | null): string {
  if (choice === null) return 'none';
  const written = completed(settings, place, choice);
  const device: unknown = place.role in FAMILIES ? (FAMILIES[place.role as keyof typeof FAMILIES].safeParse(written).data ?? written) : written;
  const name = lineNamed(device);
  const own = choice['line'] === undefined || name === undefined ? undefined : linesSchema.safeParse({ [name]: choice['line'] }).data?.[name];
  const line = own ?? (name === undefined ? null : (settings.devices.lines[name] ?? null));
  return createHash('sha256').update(JSON.stringify(sorted(plain({ role: place.role, device: ofTheDevice(device, place), line })))).digest('hex').slice(0, 16);
}

/** What has to stand in the file for the choice, or for none. @throws nothing: what makes no sense the file's own schema refuses */
export function changesFor(settings: SetupSettings, place: SetupPlace, choice: SetupChoice | null): SettingsChange[] {
  const path = pathOf(place);
  const name = lineNameOf(place);
  if (place.role === 'loudspeaker') return loudspeakerChanges(choice);
  if (place.role === 'screens') return screenChanges(settings, choice);
  const device = choice === null ? null : completed(settings, place, choice);
  const takesOwnLine = choice !== null && choice['line'] !== undefined;
  const hadOwnLine = Object.hasOwn(settings.devices.lines, name) && sharersOf(settings, place, name).length === 0;
  return [
    ...(takesOwnLine ? [{ path: ['devices', 'lines', name], value: choice['line'] }] : []),
    { path, value: device },
    // A line that nobody uses any more keeps its port from others.
    ...(!takesOwnLine && hadOwnLine && lineNamed(device ?? undefined) !== name ? [{ path: ['devices', 'lines', name], value: undefined }] : []),
  ];
}

/** The device's own part of the settings with what a wizard need not ask: the name of its line, a field for each button. */
export function completed(settings: Pick<SetupSettings, 'devices' | 'profile'>, place: SetupPlace, choice: SetupChoice): Record<string, unknown> {
  const device: Record<string, unknown> = { ...groupOf(choice['device']) };
  if (choice['line'] !== undefined) {
    if (place.role === 'panel' || place.role === 'keypad') device['input'] = { ...groupOf(device['input']), line: lineNameOf(place) };
    else device['line'] = lineNameOf(place);
  }
  if (place.role === 'panel' && device['buttons'] === undefined) {
    const fields = settings.profile.fields.filter(({ takesTickets }) => takesTickets);
    device['buttons'] = settings.devices.panel?.buttons ?? fields.map(({ code }, index) => ({ button: index + 1, field: code }));
  }
  return device;
}

/** Where the settings speak of a place, whatever they say. */
export function pathsOf(place: SetupPlace): string[][] {
  return place.role === 'loudspeaker' ? [['sound', 'isOn'], ['sound', 'loudspeaker']] : [pathOf(place)];
}

function pathOf({ role, counterId }: SetupPlace): string[] {
  const counter = ['devices', 'counters', String(counterId)];
  switch (role) {
    case 'ticket-printer': return ['devices', 'ticketPrinter'];
    case 'system-printer': return ['devices', 'systemPrinter'];
    case 'panel': return ['devices', 'panel'];
    case 'reader': return [...counter, 'reader'];
    case 'scanner': return [...counter, 'scanner'];
    case 'keypad': return [...counter, 'keypad'];
    case 'counter-display': return [...counter, 'display'];
    case 'loudspeaker': return ['sound', 'loudspeaker'];
    case 'screens': return ['host', 'windows'];
  }
}

function loudspeakerChanges(choice: SetupChoice | null): SettingsChange[] {
  if (choice === null) return [{ path: ['sound', 'isOn'], value: false }];
  const { loudspeaker } = groupOf(choice['device']);
  return [{ path: ['sound', 'isOn'], value: true }, { path: ['sound', 'loudspeaker'], value: typeof loudspeaker === 'string' ? loudspeaker : undefined }];
}

/** Only what changes: a window keeps its place in the list and everything else that was said of it. */
function screenChanges({ host }: SetupSettings, choice: SetupChoice | null): SettingsChange[] {
  const said = groupOf(choice?.['device'])['windows'];
  const wanted = new Map((Array.isArray(said) ? said : []).map((one): [unknown, unknown] => [groupOf(one)['windowId'], groupOf(one)['display']]));
  return host.windows.flatMap(({ windowId, display }, index): SettingsChange[] => {
    const next = wanted.get(windowId);
    if (!wanted.has(windowId) || (next ?? undefined) === display) return [];
    return [{ path: ['host', 'windows', index, 'display'], value: next ?? undefined }];
  });
}

/** The other places whose devices would go along if the choice were written, since they are on the line that it changes, each as the settings call it. */
export function takenAlong(settings: SetupSettings, place: SetupPlace, choice: SetupChoice): string[] {
  const name = lineNameOf(place);
  const [now, next] = [settings.devices.lines[name], linesSchema.safeParse({ [name]: choice['line'] }).data?.[name]];
  // What makes no sense is refused by the file's own schema.
  if (now === undefined || next === undefined || JSON.stringify(now) === JSON.stringify(next)) return [];
  return sharersOf(settings, place, name).map((other) => pathOf(other).join('.'));
}

function sharersOf({ devices }: SetupSettings, place: SetupPlace, name: string): SetupPlace[] {
  const others = placesOf(Object.keys(devices.counters).map((counter) => Number(counter) as CounterId)).filter((other) => lineNameOf(other) !== lineNameOf(place));
  return others.filter((other) => lineNamed(deviceIn(devices, other)) === name);
}

/** What the settings say of the device of a place that may be on a line or held by one program alone; null for the others. */
export function deviceIn(devices: SetupSettings['devices'], { role, counterId }: SetupPlace): unknown {
  const counter = devices.counters[String(counterId)];
  return role === 'ticket-printer' ? devices.ticketPrinter : role === 'panel' ? devices.panel : role === 'reader' ? counter?.reader : role === 'keypad' ? counter?.keypad : role === 'counter-display' ? counter?.display : null;
}

/** The line that a device's part of the settings names. */
export function lineNamed(device: unknown): string | undefined {
  const own = groupOf(device);
  const name = own['line'] ?? groupOf(own['input'])['line'];
  return typeof name === 'string' ? name : undefined;
}

/** Without the name that its own line has here, what its buttons mean, and how long its rolls are: none of that makes it another device. */
function ofTheDevice(device: unknown, place: SetupPlace): unknown {
  const { buttons: _buttons, lamps: _lamps, ticketsPerRoll: _roll, line, input, ...own } = groupOf(device);
  const named = (name: unknown): object => (name === undefined || name === lineNameOf(place) ? {} : { line: name });
  const { line: inputLine, ...from } = groupOf(input);
  return { ...own, ...named(line), ...(input === undefined ? {} : { input: { ...from, ...named(inputLine) } }) };
}

/** A group of settings; empty for what is none. */
export function groupOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, child]) => [key, sorted(child)]));
}
