// Streams of a printer's answers, true, torn and invented, for what takes them apart: no byte passes for the end of a job that is not one.

import { AnswerSplitter } from '../../../electron/station/devices/printer-escpos/answers.ts';
import { conditionOfChange, conditionOfStatus, troubleOf } from '../../../electron/station/devices/printer-escpos/condition.ts';
import { Chance } from '../../morning/chance.ts';
import type { Fuzz } from './fuzz.ts';

/** What printers do say: status bytes, change blocks, fences, texts. */
const TRUE_ANSWERS = ['12121212', '1a32127e', '1a161212', '1a521a12', '10000300', '18000f00', '38000000', '00', '0f', '5f4d6f7400', '3722010203040000', '1113'].map((hex) => Buffer.from(hex, 'hex'));
const KINDS = 'change fence noise status text';
const CODES = ['null', 'printer.cover-open', 'printer.cutter', 'printer.error', 'printer.offline', 'printer.paper-out'].join(' ');

export const PRINTER_FUZZ: readonly Fuzz[] = [
  {
    name: 'the reader of a printer’s status bytes',
    most: { perInput: 50, perByte: 50 },
    play(inputs, took) {
      const chance = new Chance(20_261_126);
      const codes = new Set<string>();
      const kinds = new Set<string>();
      let [bytes, answered] = [0, 0];
      let splitter = new AnswerSplitter();
      for (let input = 0; input < inputs; input += 1) {
        // Mostly one printer goes on talking; now and then another begins.
        if (input % 50 === 0) splitter = new AnswerSplitter();
        const length = chance.between(1, 12);
        const stream = Buffer.alloc(length);
        for (let index = 0; index < length; index += 1) stream[index] = chance.between(0, 255);
        const said = TRUE_ANSWERS[chance.between(0, TRUE_ANSWERS.length * 2)];
        if (said !== undefined) stream.set(said.subarray(0, Math.min(said.length, length)), 0);
        bytes += length;
        for (const answer of splitter.push(stream)) {
          answered += 1;
          kinds.add(answer.kind);
          if (answer.kind === 'fence' && answer.byte > 0x0f) throw new Error(`a fence of ${answer.byte}`);
          if (answer.kind === 'text' && answer.bytes.length > 256) throw new Error('a text without an end');
          if (answer.kind === 'status') codes.add(String(troubleOf(conditionOfStatus({ 1: answer.byte, 2: stream[0] ?? 0, 3: stream[1] ?? 0, 4: answer.byte }))));
          if (answer.kind === 'change') codes.add(String(troubleOf(conditionOfChange(answer.bytes))));
        }
        took(length);
      }
      if (answered > bytes) throw new Error(`${answered} answers in ${bytes} bytes`);
      const seen = [kinds, codes].map((names) => [...names].toSorted().join(' '));
      if (seen[0] !== KINDS || seen[1] !== CODES) throw new Error(`answers of the kinds ${seen.join(' with ')}`);
    },
  },
];
