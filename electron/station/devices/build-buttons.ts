// The drivers of the panel and of the keypads that the settings name.

import { BUILT_IN_BUTTON_TABLES, type ButtonInput, type ButtonTable, type KeypadSettings, type PanelSettings } from '../../link/devices/buttons.ts';
import { must } from '../../../shared/base/must.ts';
import { Keypad, Panel } from './buttons/buttons.ts';
import { HidPressSource } from './buttons/hid-source.ts';
import { LinePressSource } from './buttons/line-source.ts';
import type { PressSource } from './buttons/source.ts';
import type { HidAccess } from './hid/access.ts';
import type { ButtonPanel, CounterKeypad, DeviceClock, KeypadKey } from './ports.ts';
import type { SharedLines } from './serial/shared-lines.ts';

/** What presses may come over. */
export interface ButtonSurroundings {
  readonly lines: SharedLines;
  readonly hid: HidAccess;
  readonly tables: Readonly<Record<string, ButtonTable>>;
  readonly clock: DeviceClock;
}

const JOYSTICK_USAGES = [{ usagePage: 1, usage: 4 }, { usagePage: 1, usage: 5 }];

export function buildPanel({ input }: PanelSettings, around: ButtonSurroundings): ButtonPanel {
  return new Panel(sourceOf(input, around), around.clock);
}

export function buildKeypad({ input, buttons }: KeypadSettings, around: ButtonSurroundings): CounterKeypad {
  const keys = Object.entries(buttons) as [KeypadKey, number | null][];
  return new Keypad(sourceOf(input, around), new Map(keys.flatMap(([key, button]) => (button === null ? [] : [[button, key]]))), around.clock);
}

function sourceOf(input: ButtonInput, { lines, hid, tables, clock }: ButtonSurroundings): PressSource {
  if (input.kind === 'line') {
    const table = must(tables[input.table] ?? BUILT_IN_BUTTON_TABLES[input.table], 'the settings were checked');
    return new LinePressSource(lines.of(input.line), table, input.address, clock);
  }
  const { vendorId, productId, serialNumber, firstBit, reportId } = input;
  const isPanel = input.kind === 'hid-panel';
  const usages = isPanel ? [{ usagePage: input.usagePage, usage: input.usage }] : JOYSTICK_USAGES;
  return new HidPressSource(hid, { usages, vendorId, productId, serialNumber }, { kind: isPanel ? 'panel' : 'joystick', firstBit, reportId }, clock);
}
