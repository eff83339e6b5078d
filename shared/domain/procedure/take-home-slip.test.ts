// The lines of the slip: no paper is ever missing, what is required is whole, and the roll stays short.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePaperTexts } from '../../../electron/station/devices/paper/texts.ts';
import { catalogueFileSchema } from '../../contract/catalogue-file.ts';
import { takeHomeGroups } from './take-home.ts';
import type { TakeHomePaper } from './take-home.ts';
import { slipLines } from './take-home-slip.ts';

const resources = path.join(import.meta.dirname, '../../../resources');
const WORDS = parsePaperTexts(readFileSync(path.join(resources, 'texts/paper.vi.json'), 'utf8'));
const shipped = catalogueFileSchema.parse(JSON.parse(readFileSync(path.join(resources, 'catalogue/procedures.json'), 'utf8')));

const paper = (name: string, more: Partial<TakeHomePaper> = {}): TakeHomePaper => ({ name, originals: 1, copies: 0, required: true, note: '', ...more });
const namesOf = (papers: readonly TakeHomePaper[], isRoll = true): readonly string[] => slipLines({ papers, caseName: '' }, WORDS, isRoll).map((line) => line['tên giấy tờ']);

describe('a slip', () => {
  it('says a remark once, and then by the number of the paper that has it', () => {
    const note = 'Chỉ đối với tài sản di chuyển từ nước ngoài';
    expect(namesOf([paper('Tờ khai'), paper('Hộ chiếu', { note }), paper('Đơn'), paper('Hợp đồng', { note }), paper('Giấy phép', { note: 'Bản mới' }), paper('Thẻ', { note: 'Bản mới' })], false)).toEqual([
      'Tờ khai', `Hộ chiếu. Ghi chú: ${note}`, 'Đơn', 'Hợp đồng. Ghi chú: như giấy tờ số 2', 'Giấy phép. Ghi chú: Bản mới', 'Thẻ. Ghi chú: Bản mới',
    ]);
  });

  it('saves words on the roll only, and only where it would be long', () => {
    const long = 'Giấy xác nhận của cơ quan có thẩm quyền về việc đã hoàn thành nghĩa vụ '.repeat(3).trim();
    const few = [paper(long), paper(long, { required: false })];
    const many = Array.from({ length: 20 }, (_, index) => paper(`${index} ${long}`, { required: index === 0 }));
    expect(namesOf(few)).toEqual(namesOf(few, false));
    expect(namesOf(many, false)).toHaveLength(20);
    const lines = namesOf(many);
    expect(lines).toHaveLength(21);
    expect(lines[0]).toBe(`0 ${long}`);
    expect(lines[1]).toBe('1 Giấy xác nhận của cơ quan có thẩm quyền về việc đã hoàn thành nghĩa vụ Giấy xác nhận của cơ quan có thẩm quyền về… (nếu có)');
    expect(lines.at(-1)).toBe(WORDS['paper.take-home.shortened']);
  });

  it('of any procedure that is shipped has every paper with its number and its copies, and whole where everybody brings it', () => {
    expect(shipped.procedures.length).toBeGreaterThan(600);
    for (const { code, papers } of shipped.procedures) {
      const lines = slipLines({ papers, caseName: '' }, WORDS, true).filter(({ tt }) => tt !== '');
      const packed = takeHomeGroups({ papers, caseName: '' }).flatMap((group) => group.papers);
      expect({ code, numbers: lines.map(({ tt }) => tt), counts: lines.map((line) => [Number(line['bản chính']), Number(line['bản sao'])]), isWhole: packed.map(({ name, required }, index) => !required || lines[index]?.['tên giấy tờ'].startsWith(name) === true) }).toEqual({
        code, numbers: packed.map((_, index) => String(index + 1)), counts: packed.map(({ originals, copies }) => [originals, copies]), isWhole: packed.map(() => true),
      });
    }
  });
});
