// Templates as people write and break them: what is read, and which sentence each slip leads to.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_FIELDS, PAPER_FORMS, strayFields } from './form.ts';
import { parseTemplate } from './parse-template.ts';
import { sampleValues } from './sample-values.ts';
import { LONGEST_TEMPLATE } from './template.ts';

const NEEDED = '[mục] {{mã hồ sơ}} {{hẹn trả lúc}}\n[mã QR {{mã QR tra cứu}}] Quét';
const faultsOf = (text: string) => {
  const parsed = parseTemplate('receipt', text);
  return parsed.kind === 'faults' ? parsed.faults.map(({ kind, line, word, near }) => [kind, line, word, near[0] ?? null]) : [];
};
const templateOf = (text: string) => {
  const parsed = parseTemplate('receipt', text);
  if (parsed.kind === 'faults') throw new Error(JSON.stringify(parsed.faults));
  return parsed.template;
};

describe('a template', () => {
  it('is its settings, then its blocks', () => {
    expect(templateOf(`# ghi chú\nkhổ giấy: a4 Ngang\nCỡ chữ: 9,5\nlề: 12\nliên: Liên 1 | Liên 2\n\n[đầu trang]\n[Tiêu đề] GIẤY {{ Mã  hồ sơ }}\n${NEEDED} mã\n[kẻ]\n[khoảng 4mm]\n[dòng chấm 2]`)).toEqual({
      size: 'A4', isLandscape: true, fontSize: 9.5, margin: 12, copies: ['Liên 1', 'Liên 2'],
      blocks: [
        { kind: 'head' },
        { kind: 'title', words: [{ kind: 'text', text: 'GIẤY ' }, { kind: 'field', name: 'mã hồ sơ' }] },
        { kind: 'entries', entries: [{ label: [{ kind: 'field', name: 'mã hồ sơ' }, { kind: 'text', text: ' ' }, { kind: 'field', name: 'hẹn trả lúc' }], value: null }] },
        { kind: 'codes', codes: [{ field: 'mã QR tra cứu', caption: [{ kind: 'text', text: 'Quét mã' }] }] },
        { kind: 'rule' }, { kind: 'space', mm: 4 }, { kind: 'dots', lines: 2 },
      ],
    });
  });

  it('has tables and conditions, and puts codes and signatures that follow each other side by side', () => {
    const { blocks } = templateOf(`${NEEDED}\n[mã QR {{mã QR nội dung}}] Nội dung\n[nếu {{giấy tờ}}]\n[bảng {{giấy tờ}}]\n[cột 8 giữa] TT: {{tt}}\n[cột] Tên: {{tên giấy tờ}} – {{mã hồ sơ}}\n[hết bảng]\n[hết nếu]\n[nếu không {{email}}]\n[đoạn] Không có\nthư điện tử\n[hết nếu]\n[ký] Người nộp | (Ký) | {{người nộp}}\n[ký] Người nhận`);
    expect(blocks.map(({ kind }) => kind)).toEqual(['entries', 'codes', 'if', 'if', 'signatures']);
    expect(blocks[1]).toMatchObject({ codes: [{ field: 'mã QR tra cứu' }, { field: 'mã QR nội dung' }] });
    expect(blocks[2]).toMatchObject({ field: 'giấy tờ', isEmpty: false, blocks: [{ kind: 'table', list: 'giấy tờ', columns: [{ width: 8, align: 'center', head: 'TT' }, { width: null, align: 'left', head: 'Tên' }] }] });
    expect(blocks[3]).toMatchObject({ field: 'email', isEmpty: true, blocks: [{ kind: 'paragraph', words: [{ text: 'Không có thư điện tử' }] }] });
    expect(blocks[4]).toMatchObject({ places: [{ title: [{ text: 'Người nộp' }] }, { name: [] }] });
  });

  it('is the same with accents stored in parts, and with the line ends of any machine', () => {
    const text = `[tiêu đề] Giấy {{người nộp}}\n${NEEDED}`;
    expect(templateOf(text.normalize('NFD').replaceAll('\n', '\r\n'))).toEqual(templateOf(text));
  });
});

describe('a slip in a template', () => {
  it.each([
    ['a field that does not exist', `[mục] Tên: {{nguoi nop}}\n${NEEDED}`, ['unknown-field', 1, 'nguoi nop', 'người nộp']],
    ['a field with a wrong letter', `\n\n[mục] Tên: {{mã hồ xơ}}\n${NEEDED}`, ['unknown-field', 3, 'mã hồ xơ', 'mã hồ sơ']],
    ['a field of nothing', `[mục] Tên: {{}}\n${NEEDED}`, ['unknown-field', 1, '', null]],
    ['a field that is far from all', `[mục] Tên: {{qwzx}}\n${NEEDED}`, ['unknown-field', 1, 'qwzx', null]],
    ['a field of a table outside of it', `[mục] Tên: {{tên giấy tờ}}\n${NEEDED}`, ['field-of-list', 1, 'tên giấy tờ', null]],
    ['a list in the middle of words', `[mục] Tên: {{giấy tờ}}\n${NEEDED}`, ['list-as-text', 1, 'giấy tờ', null]],
    ['a table of a text', `[bảng {{người nộp}}]\n[hết bảng]\n${NEEDED}`, ['not-a-list', 1, 'người nộp', 'giấy tờ']],
    ['a code of a name', `[mã QR {{người nộp}}] x\n${NEEDED}`, ['not-a-code', 1, 'người nộp', 'mã QR tra cứu']],
    ['braces that are not closed', `[mục] Tên: {{người nộp\n${NEEDED}`, ['broken-braces', 1, '{{người nộp', null]],
    ['a block that does not exist', `[tieu de] x\n${NEEDED}`, ['unknown-block', 1, '[tieu de]', 'tiêu đề']],
    ['words that belong to no block', `${NEEDED}\n\nxin chào`, ['unknown-block', 4, 'xin chào', null]],
    ['a setting that does not exist', `kho giay: A5\n${NEEDED}`, ['unknown-setting', 1, 'kho giay: A5', 'khổ giấy']],
    ['a paper that no printer has', `khổ giấy: A3\n${NEEDED}`, ['bad-value', 1, 'khổ giấy: A3', null]],
    ['letters that nobody can read', `cỡ chữ: 3\n${NEEDED}`, ['bad-value', 1, 'cỡ chữ: 3', null]],
    ['a column that is wider than paper', `${NEEDED}\n[bảng {{giấy tờ}}]\n[cột 900] TT: {{tt}}\n[hết bảng]`, ['bad-value', 4, '[cột 900]', null]],
    ['a column without a head', `${NEEDED}\n[bảng {{giấy tờ}}]\n[cột] {{tt}}\n[hết bảng]`, ['words-missing', 4, '[cột]', null]],
    ['a title without words', `[tiêu đề]\n${NEEDED}`, ['words-missing', 1, '[tiêu đề]', null]],
    ['a table without columns', `${NEEDED}\n[bảng {{giấy tờ}}]\n[hết bảng]`, ['no-columns', 4, 'giấy tờ', null]],
    ['a column outside of a table', `[cột] TT: {{số bộ}}\n${NEEDED}`, ['outside-table', 1, '[cột]', null]],
    ['a condition that does not end', `[nếu {{email}}]\n${NEEDED}`, ['not-closed', 1, '[nếu {{email}}]', null]],
    ['an end without a beginning', `${NEEDED}\n[hết nếu]`, ['not-open', 3, '[hết nếu]', null]],
    ['a paper without its code', '[mục] {{hẹn trả lúc}}\n[mã QR {{mã QR tra cứu}}] Quét', ['needed-missing', 0, 'mã hồ sơ', null]],
    ['nothing at all', '# chỉ có ghi chú', ['no-block', 0, '', null]],
    ['a file of something else', 'x'.repeat(LONGEST_TEMPLATE + 1), ['too-long', 0, String(LONGEST_TEMPLATE), null]],
  ])('is named with its line: %s', (_name, text, fault) => {
    expect(faultsOf(text)).toContainEqual(fault);
  });

  it('never ends the reader, whatever the file is', () => {
    const pieces = fc.constantFrom('[bảng {{giấy tờ}}]', '[hết bảng]', '[nếu {{email}}]', '[hết nếu]', '[cột 8] TT: {{tt}}', '[mục] a: {{người nộp}} | b', '[ký] a|b|c', '{{', '}}', '[', ']', '\n', 'lề: 1', ' ', ':', '[mã QR {{mã QR tra cứu}}]', '[khoảng -1]', '[dòng chấm 9999]');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(pieces).map((all) => all.join('\n')), fc.array(pieces).map((all) => all.join(''))), (text) => {
      const parsed = parseTemplate('receipt', text);
      expect(parsed.kind === 'template' || parsed.faults.length > 0).toBe(true);
    }));
  });
});

it.each(PAPER_FORMS)('the invented words fill every field of %s and no other', (form) => {
  const unit = { name: 'Điểm', parent: 'Trung tâm', address: 'Đường 428', phone: '1900 0000', lookUpSite: 'x' };
  const values = sampleValues(form, unit, 5);
  expect(strayFields(form, values)).toEqual([]);
  expect(Object.keys(values.texts)).toEqual([...FORM_FIELDS[form].texts]);
  expect(Object.values(values.lists).every((lines) => lines.length >= 1)).toBe(true);
  expect(strayFields(form, { texts: { sai: '' }, lists: { 'lạ': [] } })).toEqual(['sai', 'lạ']);
});
