// Inside the lab's kernel, as an ordinary user: looks for the readers of two makers, says what becomes of each, and reads one card from the one that opens; a panel's driver at the other one says the same.

import { writeSync } from 'node:fs';
import { Panel } from '../../../electron/station/devices/buttons/buttons.ts';
import { HidPressSource } from '../../../electron/station/devices/buttons/hid-source.ts';
import { HidAccess } from '../../../electron/station/devices/hid/access.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { observeReader } from './guest/observed-reader.ts';
import { until } from './guest/report.ts';

const [ours, foreign] = process.argv.slice(2).map(Number);
const hid = new HidAccess(systemClock);
const ofForeign = { usages: [{ usagePage: 0x8c, usage: 2 }], vendorId: foreign };
const found = await hid.find(ofForeign);
// Looks for its device as a panel's does, by numbers that are those of the other reader.
const panel = new Panel(new HidPressSource(hid, ofForeign, { kind: 'joystick', firstBit: 0 }, systemClock), systemClock);
const reader = observeReader(ours ?? 0, hid);
await until('the reader is found', () => reader.states.length > 1, 20_000).catch(() => undefined);
await until('the panel is looked for', () => panel.state().code !== 'panel.absent', 20_000).catch(() => undefined);
writeSync(1, `${JSON.stringify({ ours: reader.states.at(-1), foreign: found.kind, panel: panel.state().code })}\n`);
if (reader.isReady()) await until('a card is read', () => reader.payloads.length > 0, 60_000);
writeSync(1, `${JSON.stringify({ payloads: reader.payloads })}\n`);
await panel[Symbol.asyncDispose]();
await reader[Symbol.asyncDispose]();
