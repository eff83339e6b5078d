// Inside the lab's kernel, as an ordinary user: looks for the readers of two makers, says what becomes of each, and reads one card from the one that opens.

import { writeSync } from 'node:fs';
import { HidAccess } from '../../../electron/station/devices/hid/access.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { observeReader } from './guest/observed-reader.ts';
import { until } from './guest/report.ts';

const [ours, foreign] = process.argv.slice(2).map(Number);
const hid = new HidAccess(systemClock);
const found = await hid.find({ usages: [{ usagePage: 0x8c, usage: 2 }], vendorId: foreign });
const reader = observeReader(ours ?? 0, hid);
await until('the reader is found', () => reader.states.length > 1, 20_000).catch(() => undefined);
writeSync(1, `${JSON.stringify({ ours: reader.states.at(-1), foreign: found.kind })}\n`);
if (reader.isReady()) await until('a card is read', () => reader.payloads.length > 0, 60_000);
writeSync(1, `${JSON.stringify({ payloads: reader.payloads })}\n`);
await reader[Symbol.asyncDispose]();
