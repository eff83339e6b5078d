// The driver of a counter display that the settings name.

import { BUILT_IN_DISPLAY_TABLES, type CounterDisplaySettings, type DisplayTable } from '../../link/devices/counter-display.ts';
import { must } from '../../../shared/base/must.ts';
import { LineDisplay } from './counter-display/display.ts';
import type { CounterDisplay, DeviceClock } from './ports.ts';
import type { SharedLines } from './serial/shared-lines.ts';

export function buildCounterDisplay({ line, table, address }: CounterDisplaySettings, lines: SharedLines, tables: Readonly<Record<string, DisplayTable>>, clock: DeviceClock): CounterDisplay {
  return new LineDisplay(lines.of(line), must(tables[table] ?? BUILT_IN_DISPLAY_TABLES[table], 'the settings were checked'), address, clock);
}
