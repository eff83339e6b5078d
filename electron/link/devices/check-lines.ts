// The rules between devices and the lines and tables that they name: everything named is there, and no two devices answer to one address.

import type { z } from 'zod';
import { BUILT_IN_BUTTON_TABLES, type ButtonInput, type ButtonTable, type KeypadSettings, type PanelSettings } from './buttons.ts';
import { BUILT_IN_DISPLAY_TABLES, type CounterDisplaySettings, type DisplayTable } from './counter-display.ts';
import type { LineSettings } from './lines.ts';
import type { PrinterSettings } from './printer.ts';
import type { ReaderSettings } from './reader.ts';

interface Named {
  readonly ticketPrinter: PrinterSettings | null;
  readonly lines: Readonly<Record<string, LineSettings>>;
  readonly buttonTables: Readonly<Record<string, ButtonTable>>;
  readonly displayTables: Readonly<Record<string, DisplayTable>>;
  readonly panel: PanelSettings | null;
  readonly counters: Readonly<Record<string, { readonly reader: ReaderSettings | null; readonly keypad: KeypadSettings | null; readonly display: CounterDisplaySettings | null }>>;
}
type Place = readonly (string | number)[];
type HidInput = Exclude<ButtonInput, { readonly kind: 'line' }>;
/** A USB device that somebody means: what kind it is, and the numbers of it that are said. */
interface Meant {
  readonly path: string;
  readonly usage: string;
  readonly numbers: readonly (number | string | undefined)[];
}

/** One name for each way to write a serial port: by-id names with or without their folder, 'COM3' in any letters. */
export const portName = (path: string): string => (/^com\d+$/i.test(path) ? path.toUpperCase() : path.replace(/^\/dev\/serial\/by-id\//, ''));

const numbersOf = ({ vendorId, productId, serialNumber }: Pick<HidInput, 'vendorId' | 'productId' | 'serialNumber'>): Meant['numbers'] => [vendorId, productId, serialNumber];
const usageOf = (input: HidInput): string => (input.kind === 'hid-panel' ? `${input.usagePage} ${input.usage}` : 'joystick');

/** Whether one device could be meant by both, and chance would say whose it is: of two that say differently much the one that says more has it. */
function areAlike({ usage, numbers: mine }: Meant, { usage: other, numbers: theirs }: Meant): boolean {
  const said = (numbers: typeof mine): number => numbers.filter((number) => number !== undefined).length;
  return usage === other && said(mine) === said(theirs) && mine.every((number, index) => number === undefined || theirs[index] === undefined || number === theirs[index]);
}

/** Adds an issue for each wrong name, doubled address, doubled button or table whose codes differ in length. */
export function checkLines(devices: Named, context: z.RefinementCtx): void {
  const wrong = (path: Place, rule: string, values: Readonly<Record<string, string | number>>): void => context.addIssue({ code: 'custom', path: [...path], message: `${rule} ${Object.values(values).join(' ')}`, params: { rule, ...values } });
  const meant: Meant[] = [];
  const ports = new Map<string, string>();
  const taken = new Map<string, string>();
  /** Lines with what stands on them first; a reader wants its line to itself, since its codes have no address. */
  const used = new Map<string, { readonly path: string; readonly isReader: boolean }>();
  const share = (path: Place, line: string, isReader: boolean): void => {
    if (!Object.hasOwn(devices.lines, line)) wrong([...path, 'line'], 'line-unknown', { line });
    const first = used.get(line);
    if (first === undefined) used.set(line, { path: path.join('.'), isReader });
    else if (isReader || first.isReader) wrong([...path, 'line'], 'line-taken', { line, first: first.path });
  };

  /** `kind` parts what may share a line from what may not: each model listens to its own address, and a keypad's frames are no display's. */
  const claim = (path: Place, kind: 'buttons' | 'display', { line, table, address }: { readonly line: string; readonly table: string; readonly address: number }): void => {
    share(path, line, false);
    const tables: Readonly<Record<string, { readonly address: string }>> = kind === 'buttons' ? { ...BUILT_IN_BUTTON_TABLES, ...devices.buttonTables } : { ...BUILT_IN_DISPLAY_TABLES, ...devices.displayTables };
    const known = Object.hasOwn(tables, table) ? tables[table] : undefined;
    if (known === undefined) return wrong([...path, 'table'], 'table-unknown', { table, known: Object.keys(tables).join(', ') });
    const key = `${kind} ${line} ${known.address === 'none' ? '' : address}`;
    const first = taken.get(key);
    if (first === undefined) taken.set(key, path.join('.'));
    else wrong([...path, 'line'], 'address-twice', { line, address, first });
  };
  const mean = (path: Place, usage: string, numbers: Meant['numbers']): void => {
    const one = { path: path.join('.'), usage, numbers };
    const first = meant.find((other) => areAlike(other, one));
    if (first === undefined) meant.push(one);
    else wrong([...path, 'kind'], 'device-twice', { first: first.path });
  };
  const claimInput = (path: Place, input: ButtonInput): void => {
    if (input.kind === 'line') claim(path, 'buttons', input);
    else mean(path, usageOf(input), numbersOf(input));
  };
  const claimPort = (path: Place, port: string): void => {
    const first = ports.get(port);
    if (first === undefined) ports.set(port, path.join('.'));
    else wrong(path, 'port-twice', { port, first });
  };

  if (devices.ticketPrinter?.kind === 'escpos-serial') claimPort(['ticketPrinter', 'path'], portName(devices.ticketPrinter.path));
  for (const [name, line] of Object.entries(devices.lines)) {
    if (line.kind === 'serial') claimPort(['lines', name, 'path'], portName(line.path));
    else claimPort(['lines', name, 'port'], `${line.host.toLowerCase()}:${line.port}`);
  }
  for (const [name, { codes }] of Object.entries(devices.buttonTables)) {
    const odd = codes.findIndex((code) => code.length !== codes[0]?.length);
    if (odd !== -1) wrong(['buttonTables', name, 'codes', odd], 'codes-differ', { bytes: (codes[0]?.length ?? 0) / 2 });
  }
  if (devices.panel !== null) {
    claimInput(['panel', 'input'], devices.panel.input);
    const buttons = devices.panel.buttons.map(({ button }) => button);
    for (const [index, button] of buttons.entries()) if (buttons.indexOf(button) !== index) wrong(['panel', 'buttons', index, 'button'], 'button-twice', { button });
  }
  for (const [counter, { reader, keypad, display }] of Object.entries(devices.counters)) {
    if (reader?.kind === 'serial') share(['counters', counter, 'reader'], reader.line, true);
    if (reader?.kind === 'hid-pos') mean(['counters', counter, 'reader'], 'reader', numbersOf(reader));
    if (display !== null) claim(['counters', counter, 'display'], 'display', display);
    if (keypad === null) continue;
    claimInput(['counters', counter, 'keypad', 'input'], keypad.input);
    const seen = new Set<number>();
    for (const [key, button] of Object.entries(keypad.buttons)) {
      if (button !== null && seen.has(button)) wrong(['counters', counter, 'keypad', 'buttons', key], 'button-twice', { button });
      if (button !== null) seen.add(button);
    }
  }
}
