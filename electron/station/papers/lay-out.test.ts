// Papers as they are laid out: nothing leaves the page, tables go on under their head, what the program must say is there whatever the template says.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueFileSchema } from '../../../shared/contract/catalogue-file.ts';
import { FORM_FIELDS, type FormValues, PAPER_FORMS, type PaperForm } from '../../../shared/domain/paper/form.ts';
import { parseTemplate } from '../../../shared/domain/paper/parse-template.ts';
import { sampleValues } from '../../../shared/domain/paper/sample-values.ts';
import { slipLines } from '../../../shared/domain/procedure/take-home-slip.ts';
import type { Template } from '../../../shared/domain/paper/template.ts';
import { parsePaperTexts } from '../devices/paper/texts.ts';
import { drawPdf, drawPicture, openPaperFonts } from './draw.ts';
import { layOut, layOutStrip, type PaperMarks } from './lay-out.ts';
import { letterRuns } from './letter-runs.ts';
import { type LaidOutPaper, POINTS_MM } from './page-ops.ts';
import { loadShippedTemplates } from './shipped-templates.ts';

const SHIPPED = loadShippedTemplates(path.join(import.meta.dirname, '../../../resources/papers'));
const UNIT = { name: 'Điểm phục vụ hành chính công xã Phú Xuyên', parent: 'Trung tâm Phục vụ hành chính công Thành phố', address: 'Đường 428', phone: '1900 0000', lookUpSite: 'tra-cuu.example' };
const MARKS: PaperMarks = { bands: [], footLabel: 'T149-K1-000123-X', pageWords: 'Trang {page}/{pages}' };
const measure = openPaperFonts();

function templateOf(form: PaperForm, text: string): Template {
  const parsed = parseTemplate(form, text);
  if (parsed.kind === 'faults') throw new Error(JSON.stringify(parsed.faults));
  return parsed.template;
}
const laidOut = (form: PaperForm, values: FormValues, marks = MARKS): LaidOutPaper => layOut(templateOf(form, SHIPPED[form]), values, marks, measure);
const wordsOn = (page: LaidOutPaper['pages'][number] | undefined): readonly string[] => (page ?? []).flatMap((op) => (op.kind === 'text' ? [op.text] : []));

/** Whatever sticks out of the page, or past its margin. */
function outside({ width, height, pages }: LaidOutPaper, margin: number): readonly unknown[] {
  const [least, right, bottom] = [margin * POINTS_MM - 0.5, width - margin * POINTS_MM + 0.5, height - margin * POINTS_MM + 0.5];
  return pages.flat().filter((op) => {
    const [wide, top, foot] = op.kind === 'text' ? [measure(op.text, op.size, op.weight), op.y - op.size, op.y] : op.kind === 'box' ? [op.width, op.y, op.y + op.height] : [op.side, op.y, op.y + op.side];
    return op.x < least || op.x + wide > right || top < least || foot > bottom;
  });
}

describe.each(PAPER_FORMS)('%s', (form) => {
  it.each([0, 45])('keeps to its margins with lists of %i lines', (lines) => {
    const paper = laidOut(form, sampleValues(form, UNIT, lines), { ...MARKS, bands: ['TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ', 'BẢN IN LẠI – LẦN 2'] });
    expect(outside(paper, templateOf(form, SHIPPED[form]).margin)).toEqual([]);
    for (const page of paper.pages) expect(wordsOn(page)).toEqual(expect.arrayContaining(['TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ', 'BẢN IN LẠI – LẦN 2']));
  });

  it('can be laid out with nothing in its fields', () => {
    expect(laidOut(form, { texts: {}, lists: {} }).pages.length).toBeGreaterThan(0);
  });
});

describe('a table that goes on', () => {
  it('has its head on every page, and pages say which they are', () => {
    const { pages } = laidOut('book', sampleValues('book', UNIT, 60));
    expect(pages.length).toBeGreaterThan(3);
    const withRows = pages.filter((page) => wordsOn(page).some((word) => word.startsWith('UBND')));
    expect(withRows.every((page) => wordsOn(page).includes('Mã hồ sơ'))).toBe(true);
    expect(pages.map((page) => wordsOn(page).at(-1))).toEqual(pages.map((_, index) => `Trang ${index + 1}/${pages.length}`));
    const numbers = withRows.flatMap((page) => wordsOn(page).filter((word) => /^\d{1,2}$/.test(word)).map(Number)).filter((number) => number > 1);
    expect(numbers).toEqual(Array.from({ length: 59 }, (_, index) => index + 2));
  });

  it('cuts a line that is higher than a page, and loses none of its words', () => {
    const words = Array.from({ length: 900 }, (_, index) => `chữ${index}`);
    const values = { texts: {}, lists: { 'giấy tờ': [{ tt: '1', 'tên giấy tờ': words.join(' ') }] } };
    const paper = laidOut('receipt', values);
    expect(paper.pages.length).toBeGreaterThan(1);
    expect(outside(paper, 9)).toEqual([]);
    expect(paper.pages.flatMap(wordsOn).join(' ').match(/chữ\d+/g)).toEqual(words);
  });
});

it.each(['receipt', 'receipt-certified', 'receipt-many'] as const)('the shipped %s says how the fee is collected', (form) => {
  expect(laidOut(form, sampleValues(form, UNIT)).pages.flatMap(wordsOn).join(' ')).toContain('Thu trước: 8.000 đồng');
});

const WITH_CODE = PAPER_FORMS.filter((form) => FORM_FIELDS[form].codes.includes('mã QR tra cứu'));
it.each(WITH_CODE)('the shipped %s carries the code by which its dossier is found, and usual words of it stay on one page', (form) => {
  const values = sampleValues(form, UNIT, 3);
  const { pages } = laidOut(form, values);
  const copies = templateOf(form, SHIPPED[form]).copies.length;
  expect([pages.length, pages.flat().some((op) => op.kind === 'code' && op.text === values.texts['mã QR tra cứu'])]).toEqual([Math.max(1, copies), true]);
});

it('form 01 prints the address of an owner for whom somebody acts and an e-mail that was given, and no empty line where there is none', () => {
  const { texts, lists } = sampleValues('receipt', UNIT);
  const wordsFor = (address: string, email: string): string => laidOut('receipt', { texts: { ...texts, 'địa chỉ người được nộp thay': address, email }, lists }).pages.flatMap(wordsOn).join('');
  expect(wordsFor('Thôn Mẫu, xã Phú Xuyên', 'lan@example.vn')).toMatch(/Email:\s*lan@example\.vn.*Địa chỉ chủ hồ sơ:\s*Thôn Mẫu, xã Phú Xuyên/u);
  expect(wordsFor('', '')).not.toMatch(/Địa chỉ chủ hồ sơ|Email/u);
});

/** Longer than those of any unit that is known: communes of three words, after their mergers, with the whole name of the centre. */
const LONGEST = {
  name: 'Chi nhánh số 12 Trung tâm Phục vụ hành chính công thành phố Hà Nội – Điểm phục vụ hành chính công xã Thượng Phúc Nghiêm Xuyên',
  parent: 'Ủy ban nhân dân thành phố Hà Nội – Trung tâm Phục vụ hành chính công Thành phố', address: 'Số 428 đường Nguyễn Thượng Hiền, thôn Đông Thượng, xã Thượng Phúc', phone: '024 3385 0000 – máy lẻ 12', lookUpSite: 'https://dichvucong.hanoi.gov.vn/tra-cuu',
};
it.each([
  ['blank, to be written on by hand', {}],
  ['of a visit that has a dossier', { 'mã hồ sơ': 'G09.20-20261127-0000123 (mã tạm)', 'số thứ tự': 'A025' }],
])('an opinion slip %s stays on one page with the longest names of a unit, and inside it', (_what, of) => {
  const { texts } = sampleValues('opinion', LONGEST);
  const values = { texts: { ...texts, 'mã hồ sơ': '', 'số thứ tự': '', ...of }, lists: {} };
  const paper = laidOut('opinion', values, { ...MARKS, bands: ['TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ', 'BẢN IN LẠI – LẦN 2'] });
  expect([paper.pages.length, outside(paper, templateOf('opinion', SHIPPED.opinion).margin)]).toEqual([1, []]);
});

it('whatever stands in the fields, nothing leaves the page', () => {
  const text = fc.array(fc.string({ unit: fc.constantFrom(...'ỄựĐaW1-/ '), maxLength: 90 }), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      const values = { texts: { 'người nộp': one, 'nội dung': two, 'tên đơn vị': three, 'cán bộ': one, 'mã hồ sơ': two }, lists: { 'giấy tờ': [{ 'tên giấy tờ': one, 'bản chính': three }, { 'tên giấy tờ': two, 'bản photo': one }] } };
      expect(outside(laidOut('receipt', values), 9)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

it('a paper with named copies is there once for each', () => {
  const { pages } = laidOut('fee', sampleValues('fee', UNIT));
  expect(pages.map((page) => wordsOn(page)[0])).toEqual(['Liên 1: lưu tại đơn vị', 'Liên 2: giao cho người nộp']);
});

it('a value that is missing is left open to be written in, and a condition on it leaves its blocks out', () => {
  const template = templateOf('opinion', '[mục] Email: {{cán bộ}}\n[nếu {{cán bộ}}]\n[đoạn] Có người\n[hết nếu]\n[nếu không {{cán bộ}}]\n[đoạn] Không có ai\n[hết nếu]');
  const words = (texts: FormValues['texts']): readonly string[] => wordsOn(layOut(template, { texts, lists: {} }, MARKS, measure).pages[0]);
  expect(words({ 'cán bộ': 'Vân' })).toEqual(['Email:', ' Vân', 'Có người']);
  expect(words({})).toEqual(['Email:', expect.stringMatching(/^\.{40,}$/), 'Không có ai']);
});

describe('a table on the strip of a ticket printer', () => {
  const template = templateOf('take-home', '[bảng {{giấy tờ}}]\n[cột 7] TT: {{tt}}\n[cột] Tên: {{tên giấy tờ}}\n[cột 12] Bản chính: {{bản chính}}\n[cột 12] Bản sao: {{bản sao}}\n[hết bảng]\n[đậm] {{tên thủ tục}} {{phí, lệ phí}}');
  const strip = (lines: FormValues['lists'][string]): string => layOutStrip(template, { texts: {}, lists: { 'giấy tờ': lines } }, MARKS, measure, 204).pages.flatMap(wordsOn).join('');

  it('keeps a count that happens to be the number of its line', () => {
    expect(strip([{ tt: '1', 'tên giấy tờ': 'Tờ khai', 'bản chính': '1' }, { tt: '2', 'tên giấy tờ': 'Căn cước', 'bản sao': '2' }])).toBe('1. Tờ khai Bản chính: 12. Căn cước Bản sao: 2');
  });

  it('numbers lines by their own number, and a heading not at all', () => {
    expect(strip([{ 'tên giấy tờ': 'Tờ khai' }, { tt: '', 'tên giấy tờ': 'Khi ủy quyền:' }, { tt: '2', 'tên giấy tờ': 'Văn bản' }])).toBe('1. Tờ khaiKhi ủy quyền:2. Văn bản');
  });
});

describe('the slip of a procedure on the roll', () => {
  it('is never longer than seventy centimetres, of whatever procedure that is shipped', () => {
    const resources = path.join(import.meta.dirname, '../../../resources');
    const words = parsePaperTexts(readFileSync(path.join(resources, 'texts/paper.vi.json'), 'utf8'));
    const { procedures } = catalogueFileSchema.parse(JSON.parse(readFileSync(path.join(resources, 'catalogue/procedures.json'), 'utf8')));
    const template = templateOf('take-home', SHIPPED['take-home']);
    const mostPapers = procedures.toSorted((one, other) => other.papers.length - one.papers.length).slice(0, 60);
    const lengths = mostPapers.map(({ code, name, papers, feeText, timeLimit, result }) => {
      const texts = { 'tên đơn vị': UNIT.name, 'mã thủ tục': code, 'tên thủ tục': name, 'thời hạn giải quyết': timeLimit.text, 'phí, lệ phí': feeText, 'kết quả': result, 'nơi nộp': `${UNIT.name}, ${UNIT.address}`, 'giờ nhận hồ sơ': 'thứ Hai đến thứ Sáu, 07:00–11:30, 13:30–17:00', 'ngày danh mục': 'Theo danh mục thủ tục tháng 7/2026.' };
      const lines = slipLines({ papers, caseName: '' }, words, true).map((line) => ({ ...line }));
      return { code, mm: layOutStrip(template, { texts, lists: { 'giấy tờ': lines } }, MARKS, measure, 204).height / POINTS_MM };
    });
    expect(lengths.filter(({ mm }) => mm > 700)).toEqual([]);
  });
});

describe('what is drawn', () => {
  it('is the same bytes for the same words, and others for others', async () => {
    const [one, again, other] = [laidOut('receipt', sampleValues('receipt', UNIT)), laidOut('receipt', sampleValues('receipt', UNIT)), laidOut('receipt', sampleValues('receipt', UNIT, 5))];
    expect(Buffer.compare(drawPdf(one, 'x'), drawPdf(again, 'x'))).toBe(0);
    expect(Buffer.compare(drawPdf(one, 'x'), drawPdf(other, 'x'))).not.toBe(0);
    expect(Buffer.from(drawPdf(one, 'x')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const picture = Buffer.from(await drawPicture(one, 0, 96));
    expect([picture.subarray(1, 4).toString('latin1'), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual(['PNG', Math.round((148 / 25.4) * 96), Math.round((210 / 25.4) * 96)]);
  });

  it('takes every letter whole from the file that has it', () => {
    expect(letterRuns('XÃ Phú Xuyên'.normalize('NFD'))).toEqual([{ file: 'latin', text: 'XÃ Phú Xuyên' }]);
    expect(letterRuns('Đổi ☐ Ā')).toEqual([{ file: 'vietnamese', text: 'Đổ' }, { file: 'latin', text: 'i ' }, { file: 'tick-box', text: '☐' }, { file: 'latin', text: ' ' }, { file: 'latin-ext', text: 'Ā' }]);
  });
});
