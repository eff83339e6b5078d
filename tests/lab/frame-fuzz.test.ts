// A million inputs for what reads frames, reports and answers of buttons and displays: whatever comes, it ends, keeps little, and finds what was really there.

import { expect, test } from 'vitest';
import { buttonBitsOf, buttonsDown, lampReportOf } from '../../electron/station/devices/buttons/hid-bits.ts';
import { FrameFinder, frameOf, type FrameTable } from '../../electron/station/devices/serial/frames.ts';
import { must } from '../../shared/base/must.ts';
import { randomOf } from './random.ts';

const INPUTS = 1_000_000;
const SHAPES: readonly FrameTable[] = (['none', 'byte', 'digits'] as const).flatMap((address) =>
  (['none', 'xor', 'sum', 'xor-hex', 'sum-hex'] as const).flatMap((checksum) =>
    [['02', '03', false], ['', '0D', true], ['', '', false]].map(([start, end, checksumAfterEnd]) => ({ start: String(start), end: String(end), address, addressDigits: 2, checksum, checksumAfterEnd: checksumAfterEnd === true })),
  ),
);
const CONTENTS = [...'123456789'].map((digit) => Buffer.from(`K${digit}`));

test('frames among a million pieces of noise are found, each once, and nothing else is', () => {
  const random = randomOf(5);
  const finders = SHAPES.map((table) => ({ table, finder: new FrameFinder(table, 7, CONTENTS) }));
  for (let input = 0; input < INPUTS; input += 1) {
    const { finder } = must(finders[input % finders.length], 'an index within');
    // Mostly bytes that frames are made of, so that much looks like one.
    finder.push(Uint8Array.from({ length: random(24) }, () => (random(3) === 0 ? random(256) : must(Buffer.from('\x02\x03\r07K12L').at(random(9)), 'an index within'))));
  }
  for (const { table, finder } of finders) {
    finder.reset();
    const stream = Buffer.concat([0, 8, 3].map((index) => frameOf(table, 7, must(CONTENTS[index], 'an index within'))));
    expect(finder.push(stream)).toEqual([0, 8, 3]);
  }
});

test('a million reports and descriptors of no device name no button that is not there', () => {
  const random = randomOf(6);
  const bytes = (most: number): Uint8Array => Uint8Array.from({ length: random(most) }, () => random(256));
  for (let input = 0; input < INPUTS; input += 1) {
    const bits = buttonBitsOf(input % 4 === 0 ? bytes(40) : null, { kind: input % 2 === 0 ? 'panel' : 'joystick', firstBit: input % 8 === 1 ? random(512) : undefined, reportId: input % 16 === 2 ? 1 + random(255) : undefined });
    const down = buttonsDown(bytes(20), bits);
    for (const button of down ?? []) if (button < 1 || button > 64) throw new Error(`button ${button}`);
    if (input % 16 === 0) lampReportOf(bytes(40));
  }
  expect(bytes(1)).toHaveLength(0);
});
