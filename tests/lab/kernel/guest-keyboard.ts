// Inside the lab's kernel: the keys of a USB keyboard as the kernel tells them to whoever asks (linux/input.h), with its own times.

import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { loadModules } from './guest/modules.ts';
import { finish, scene, until } from './guest/report.ts';

const INPUTS = '/sys/class/input';
/** `struct input_event`: seconds, microseconds, type, code, value. */
const EVENT_BYTES = 24;
const KEY = 1;
const ESCAPE = 1;
/** Nobody types on who has been still for so long. */
const STILL_MS = 2_000;

loadModules('xhci-pci', 'usbhid', 'hid-generic', 'evdev');

const nameOf = (input: string): string => readFileSync(`${INPUTS}/${input}/device/name`, 'utf8').trim();
const keyboard = (): string | undefined => (existsSync(INPUTS) ? readdirSync(INPUTS).find((input) => input.startsWith('event') && /USB Keyboard/.test(nameOf(input))) : undefined);

let file = -1;
await scene('keyboard', async () => {
  await until('the keyboard is there', () => keyboard() !== undefined);
  const input = keyboard() ?? '';
  file = openSync(`/dev/input/${input}`, constants.O_RDONLY | constants.O_NONBLOCK);
  return nameOf(input);
});

/** Keys that have changed, each as [code, 1 down | 0 up | 2 held, milliseconds]. */
function changed(): readonly (readonly [number, number, number])[] {
  const buffer = Buffer.alloc(64 * EVENT_BYTES);
  let length = 0;
  try {
    length = readSync(file, buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  const events = Array.from({ length: length / EVENT_BYTES }, (_, index) => buffer.subarray(index * EVENT_BYTES));
  return events.filter((event) => event.readUInt16LE(16) === KEY).map((event) => [event.readUInt16LE(18), event.readInt32LE(20), Number(event.readBigInt64LE(0) % 1_000_000n) * 1_000 + Number(event.readBigInt64LE(8)) / 1_000]);
}

// Scene after scene, until somebody ends with Escape.
for (let number = 1, last = 0; last !== ESCAPE; number += 1) {
  await scene(`typing-${number}`, async () => {
    const strokes: (readonly [number, number, number])[] = [];
    let lastAt = performance.now();
    await until('somebody types', () => {
      const now = changed();
      if (now.length > 0) lastAt = performance.now();
      strokes.push(...now);
      return strokes.length > 0 && performance.now() - lastAt > STILL_MS;
    }, 300_000);
    last = strokes.at(-1)?.[0] ?? 0;
    return strokes;
  });
}
closeSync(file);
finish();
