// What goes home with a citizen: every paper is there or counted, a fee keeps its conditions, and no code is longer than it may be.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePaperTexts } from '../../../electron/station/devices/paper/texts.ts';
import { catalogueFileSchema } from '../../contract/catalogue-file.ts';
import { OTHER_CASE } from './cases.ts';
import { bytesOf, howMany, SCREEN_CODES, takeHomeCodes, takeHomeGroups } from './take-home.ts';
import type { CodeRoom, TakeHome, TakeHomePaper } from './take-home.ts';

const resources = path.join(import.meta.dirname, '../../../resources');
const WORDS = parsePaperTexts(readFileSync(path.join(resources, 'texts/paper.vi.json'), 'utf8'));
const shipped = catalogueFileSchema.parse(JSON.parse(readFileSync(path.join(resources, 'catalogue/procedures.json'), 'utf8')));

const paper = (name: string, more: Partial<TakeHomePaper> = {}): TakeHomePaper => ({ name, originals: 1, copies: 0, required: true, note: '', ...more });
const BIRTH: TakeHome = {
  code: '1.001193', name: 'Đăng ký khai sinh', isElsewhere: false, caseName: '', time: 'Trong ngày', fee: 'Miễn phí nếu đăng ký đúng hạn', where: 'Điểm phục vụ xã Phú Xuyên', hours: 'thứ Hai đến thứ Sáu, 07:00–11:30', asOf: '2026-07',
  papers: [paper('Tờ khai'), paper('Giấy chứng nhận kết hôn', { originals: 0, copies: 1, required: false })],
};
const CASES: TakeHome = { ...BIRTH, papers: [paper('Tờ khai'), paper('Văn bản ủy quyền', { cases: ['Ủy quyền'] }), paper('Giấy báo tử', { cases: ['Đã mất'] }), paper('Căn cước', { cases: ['Ủy quyền', 'Đã mất'] }), paper('Giấy giới thiệu', { cases: ['Ủy quyền'] })] };

describe('the papers', () => {
  it('that everybody brings come first, then those of each case; each paper stands once', () => {
    expect(takeHomeGroups(CASES).map(({ cases, papers }) => [cases, papers.map(({ name }) => name)])).toEqual([
      [[], ['Tờ khai', 'Căn cước']], [['Ủy quyền'], ['Văn bản ủy quyền', 'Giấy giới thiệu']], [['Đã mất'], ['Giấy báo tử']],
    ]);
  });

  it('of a chosen case are those of everybody and its own, in the order of the list', () => {
    expect(takeHomeGroups({ ...CASES, caseName: 'Ủy quyền' }).map(({ papers }) => papers.map(({ name }) => name))).toEqual([['Tờ khai', 'Văn bản ủy quyền', 'Căn cước', 'Giấy giới thiệu']]);
  });

  it('of a case that the list does not know are all of them', () => {
    expect(takeHomeGroups({ ...CASES, caseName: OTHER_CASE })).toEqual(takeHomeGroups(CASES));
  });

  it.each([
    [{ originals: 1, copies: 2, required: true }, '1 bản chính, 2 bản sao'],
    [{ originals: 0, copies: 1, required: false }, '1 bản sao; nếu có'],
    [{ originals: 0, copies: 0, required: false }, 'nếu có'],
    [{ originals: 0, copies: 0, required: true }, ''],
  ] as const)('%j are said as %j', (counts, words) => {
    expect(howMany(counts, WORDS)).toBe(words);
  });
});

describe('the words of a code', () => {
  const roomy: CodeRoom = { bytes: 2_000, most: 1 };

  it('begin with the papers and end with the date of the catalogue', () => {
    expect(takeHomeCodes(BIRTH, WORDS, roomy)).toEqual({
      leftOut: 0,
      texts: [
        [
          'Đăng ký khai sinh', 'Mã thủ tục 1.001193', 'GIẤY TỜ CẦN MANG', '1. Tờ khai (1 bản chính)', '2. Giấy chứng nhận kết hôn (1 bản sao; nếu có)', 'Thời hạn: Trong ngày',
          'Phí, lệ phí khi nộp tại quầy: Miễn phí nếu đăng ký đúng hạn', 'Nộp tại: Điểm phục vụ xã Phú Xuyên', 'Giờ nhận hồ sơ: thứ Hai đến thứ Sáu, 07:00–11:30', 'Theo danh mục thủ tục tháng 7/2026.',
        ].join('\n'),
      ],
    });
  });

  it('name the case over its papers', () => {
    expect(takeHomeCodes(CASES, WORDS, roomy).texts[0]).toContain('GIẤY TỜ RIÊNG – Ủy quyền:\n3. Văn bản ủy quyền');
  });

  it('say what the official page does not', () => {
    const [text] = takeHomeCodes({ ...BIRTH, papers: [], time: '', fee: '' }, WORDS, roomy).texts;
    for (const key of ['paper.take-home.papers-none', 'paper.take-home.time-unstated', 'paper.take-home.fee-unstated'] as const) expect(text).toContain(WORDS[key]);
  });

  it('send nobody to this counter with what another office decides', () => {
    const [text] = takeHomeCodes({ ...BIRTH, papers: [], isElsewhere: true }, WORDS, roomy).texts;
    expect(text).toContain('không do xã giải quyết');
    expect(text).not.toContain('Nộp tại');
  });

  it('go on in a second code under the same heading where one is too small', () => {
    const { texts, leftOut } = takeHomeCodes({ ...BIRTH, papers: ['một', 'hai', 'ba', 'bốn'].map((name) => paper(`Giấy tờ thứ ${name} của người yêu cầu`)) }, WORDS, { bytes: 330, most: 3 });
    expect(leftOut).toBe(0);
    expect(texts.map((text) => text.split('\n').slice(0, 3))).toEqual([
      ['Đăng ký khai sinh', 'Mã thủ tục 1.001193 – mã QR 1/3', 'GIẤY TỜ CẦN MANG'], ['Đăng ký khai sinh', 'Mã thủ tục 1.001193 – mã QR 2/3', 'GIẤY TỜ CẦN MANG'], ['Đăng ký khai sinh', 'Mã thủ tục 1.001193 – mã QR 3/3', expect.stringContaining('Giờ nhận hồ sơ')],
    ]);
  });

  it('count the papers that have no place, and then keep no fee at all rather than a part of it', () => {
    const { texts, leftOut } = takeHomeCodes({ ...BIRTH, papers: Array.from({ length: 9 }, (_, index) => paper(`Giấy tờ số ${index + 1} của người yêu cầu`)) }, WORDS, { bytes: 420, most: 1 });
    expect(leftOut).toBeGreaterThan(0);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(`CÒN ${leftOut} GIẤY TỜ`);
    expect(texts[0]).toContain(WORDS['paper.take-home.rest-left-out']);
    expect(texts[0]).not.toContain('Miễn phí');
  });

  it('are refused by a room in which nothing has a place', () => {
    expect(() => takeHomeCodes(BIRTH, WORDS, { bytes: 60, most: 4 })).toThrow(RangeError);
  });

  it.each([['a', 1], ['đ', 2], ['ẳ', 3], ['–', 3], ['😀', 4]])('%s is %i bytes long', (letter, bytes) => {
    expect([bytesOf(letter), Buffer.byteLength(letter)]).toEqual([bytes, bytes]);
  });
});

describe('of every procedure that is shipped', () => {
  const guides = shipped.procedures.map((procedure): TakeHome => ({
    code: procedure.code, name: procedure.name, papers: procedure.papers, isElsewhere: procedure.level === 'other', caseName: '', time: procedure.timeLimit.text, fee: procedure.feeText,
    where: 'Điểm phục vụ hành chính công xã Phú Xuyên, Đường 428, xã Phú Xuyên, điện thoại 1900 0000', hours: 'thứ Hai đến thứ Sáu, 07:00–11:30, 13:30–17:00', asOf: shipped.asOf,
  }));

  it.each([[SCREEN_CODES], [{ bytes: 900, most: 1 }], [{ bytes: 700, most: 2 }]])('no code is longer than %j, each paper is there or counted, and a fee stands whole or not at all', (room) => {
    expect(guides.length).toBeGreaterThan(600);
    for (const guide of guides) {
      const { texts, leftOut } = takeHomeCodes(guide, WORDS, room);
      const lines = texts.flatMap((text) => text.split('\n'));
      const numbered = lines.filter((line) => /^\d+\. /.test(line));
      const inOrder = takeHomeGroups(guide).flatMap(({ papers }) => papers).map(({ name }, index) => `${index + 1}. ${name}`);
      const fees = lines.filter((line) => line.startsWith('Phí, lệ phí'));
      expect({
        code: guide.code, isShort: texts.length <= room.most && texts.every((text) => bytesOf(text) <= room.bytes), papers: numbered.length + leftOut, areWhole: numbered.every((line, index) => line.startsWith(inOrder[index] ?? '?')),
        isSaid: leftOut === 0 || lines.includes(`CÒN ${leftOut} GIẤY TỜ chưa ghi ở đây: xin xem phiếu in hoặc hỏi cán bộ.`),
        fee: fees.length === 0 ? lines.includes(WORDS['paper.take-home.rest-left-out']) : fees.join('\n') === (guide.fee === '' ? WORDS['paper.take-home.fee-unstated'] : `Phí, lệ phí khi nộp tại quầy: ${guide.fee}`),
        comesLast: fees.length === 0 || numbered.length === 0 || lines.indexOf(fees[0] ?? '') > lines.indexOf(numbered.at(-1) ?? ''),
      }).toEqual({ code: guide.code, isShort: true, papers: guide.papers.length, areWhole: true, isSaid: true, fee: true, comesLast: true });
    }
  });

  it('the codes of a screen hold every paper of nineteen in twenty', () => {
    expect(guides.filter((guide) => takeHomeCodes(guide, WORDS, SCREEN_CODES).leftOut > 0).length).toBeLessThan(guides.length / 20);
  });
});
