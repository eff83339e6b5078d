// Strange bytes for what reads frames on a line and reports of buttons: whatever comes, little is kept, and what was really there is found.

import { buttonBitsOf, buttonsDown, lampReportOf } from '../../../electron/station/devices/buttons/hid-bits.ts';
import { FrameFinder, frameOf, type FrameTable } from '../../../electron/station/devices/serial/frames.ts';
import { Chance } from '../../morning/chance.ts';
import type { Fuzz } from './fuzz.ts';

const SHAPES: readonly FrameTable[] = (['none', 'byte', 'digits'] as const).flatMap((address) =>
  (['none', 'xor', 'sum', 'xor-hex', 'sum-hex'] as const).flatMap((checksum) =>
    [['02', '03', false], ['', '0D', true], ['', '', false]].map(([start, end, checksumAfterEnd]) => ({ start: String(start), end: String(end), address, addressDigits: 2, checksum, checksumAfterEnd: checksumAfterEnd === true })),
  ),
);
const CONTENTS = [...'123456789'].map((digit) => Buffer.from(`K${digit}`));
const LIKE_A_FRAME = Buffer.from('\x02\x03\r07K12L');

const bytes = (chance: Chance, most: number): Uint8Array => Uint8Array.from({ length: chance.between(0, most) }, () => chance.between(0, 255));

export const LINE_FUZZ: readonly Fuzz[] = [
  {
    name: 'the finder of frames on a serial line',
    most: { perInput: 30, perByte: 30 },
    play(inputs, took) {
      const chance = new Chance(5);
      const finders = SHAPES.map((table) => ({ table, finder: new FrameFinder(table, 7, CONTENTS) }));
      for (let input = 0; input < inputs; input += 1) {
        // Mostly bytes that frames are made of, so that much looks like one.
        const noise = Uint8Array.from({ length: chance.between(0, 23) }, () => (chance.is(1 / 3) ? chance.between(0, 255) : chance.pick([...LIKE_A_FRAME])));
        chance.pick(finders).finder.push(noise);
        took(noise.length);
      }
      for (const { table, finder } of finders) {
        finder.reset();
        const found = finder.push(Buffer.concat([0, 8, 3].map((index) => frameOf(table, 7, CONTENTS[index] ?? Buffer.alloc(0)))));
        if (found.join() !== '0,8,3') throw new Error(`found ${found.join()} in ${JSON.stringify(table)}`);
      }
    },
  },
  {
    name: 'the reader of a panel’s reports',
    most: { perInput: 400, perByte: 16 },
    play(inputs, took) {
      const chance = new Chance(6);
      for (let input = 0; input < inputs; input += 1) {
        const descriptor = input % 4 === 0 ? bytes(chance, 40) : null;
        const report = bytes(chance, 20);
        const bits = buttonBitsOf(descriptor, { kind: input % 2 === 0 ? 'panel' : 'joystick', firstBit: input % 8 === 1 ? chance.between(0, 511) : undefined, reportId: input % 16 === 2 ? chance.between(1, 255) : undefined });
        for (const button of buttonsDown(report, bits) ?? []) if (button < 1 || button > 64) throw new Error(`button ${button}`);
        if (input % 16 === 0) lampReportOf(bytes(chance, 40));
        took(report.length + (descriptor?.length ?? 0) + (input % 16 === 0 ? 40 : 0));
      }
    },
  },
];
