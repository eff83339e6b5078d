// Taking flattened portal text apart: tables of times, fees and papers as the portal prints them, and any text at all.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChannels } from './channels.ts';
import { checklistOf } from './checklist.ts';
import { convertPage } from './convert.ts';
import { feeTextOf } from './fee.ts';
import { readPapers } from './papers.ts';
import type { ProcedureCode } from '../../shared/base/ids.ts';
import type { PortalPage } from './portal-page.ts';
import { selectionSchema } from './selection.ts';
import type { Selected, TimeEvidence } from './selection.ts';
import { cutAtWord, splitAtSentence, tidyText } from './short-text.ts';
import { timeLimitOf } from './time-limit.ts';

const CHANNELS = 'Hình thức nộpThời gianPhí, lệ phíMô tả';
const PAPERS = 'Tên giấy tờMẫu đơn, tờ khaiSố lượng';
const SAME_DAY_STEPS = 'nếu tiếp nhận hồ sơ sau 15 giờ thì có Phiếu hẹn, trả kết quả cho người yêu cầu trong ngày làm việc tiếp theo (nếu nộp trực tiếp).';
const limit = (channels: string, steps = '', evidence?: TimeEvidence) => timeLimitOf(readChannels(CHANNELS + channels), steps, evidence);
/** Longer than what is kept of a condition. */
const EXEMPT = 'Miễn lệ phí đối với trường hợp cha dượng hoặc mẹ kế nhận con riêng của vợ hoặc chồng; cô, cậu, dì, chú, bác ruột nhận cháu; nhận trẻ em khuyết tật, nhiễm HIV/AIDS hoặc mắc bệnh hiểm nghèo; người có công với cách mạng nhận con nuôi';
const fee = (channels: string): string => feeTextOf(readChannels(CHANNELS + channels));
const names = (text: string) => readPapers(text).map((row) => [row.heading, row.text, row.originals, row.copies]);

describe('the table of times', () => {
  it.each([
    ['Trực tuyến17 Ngày làm việcMiễn phíTrực tiếp20 Ngày làm việcMiễn phí', '', { unit: 'working-day', amount: 20, text: '20 ngày làm việc' }],
    ['Trực tuyến15 NgàyMiễn phí', '', { unit: 'day', amount: 15, text: '15 ngày' }],
    ['Trực tiếp3 GiờMiễn phí', '', { unit: 'hour', amount: 3, text: '3 giờ làm việc' }],
    ['Trực tiếp1Miễn phí', '', { unit: 'unstated', text: 'Cổng dịch vụ công ghi "1", không ghi đơn vị' }],
    ['Trực tiếp1Miễn phí', SAME_DAY_STEPS, { unit: 'same-day', text: 'Trong ngày; tiếp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo' }],
    ['Trực tiếp2 Ngày làm việcMiễn phíTrực tiếp5 Ngày làm việcMiễn phí', '', { unit: 'unstated', text: 'Tùy trường hợp: 2 ngày làm việc; 5 ngày làm việc' }],
    ['Trực tiếpKhông có thông tinMiễn phí', '', { unit: 'unstated', text: 'Theo quy định; cổng dịch vụ công không ghi thời hạn' }],
    ['Trực tiếpKhông có thông tinKhông có thông tin05 ngày làm việc kể từ ngày nhận được hồ sơ đầy đủ, hợp lệ', '', { unit: 'working-day', amount: 5, text: '5 ngày làm việc' }],
    ['Trực tiếpKhông có thông tinKhông có thông tinNộp tại bộ phận một cửa. Không quá 30 ngày, trong đó 10 ngày để niêm yết.', '', { unit: 'unstated', text: 'Không quá 30 ngày, trong đó 10 ngày để niêm yết' }],
    ['', '', { unit: 'unstated', text: 'Theo quy định; cổng dịch vụ công không ghi thời hạn' }],
  ])('%j is read', (channels, steps, expected) => {
    expect(limit(channels, steps)).toEqual(expected);
  });

  it('takes a unit or a limit only from named evidence that agrees with the page', () => {
    const law = 'Luật A, Điều 1';
    expect(limit('Trực tiếp3Miễn phí', '', { from: 'unit-of-law', amount: 3, unit: 'working-day', law })).toEqual({ unit: 'working-day', amount: 3, text: `3 ngày làm việc (${law})` });
    expect(() => limit('Trực tiếp1Miễn phí', '', { from: 'unit-of-law', amount: 3, unit: 'working-day', law })).toThrow('prints 1');
    expect(limit('Trực tiếpKhông có thông tinMiễn phí', '', { from: 'law-same-day', law }).unit).toBe('same-day');
    expect(limit('Trực tiếpKhông có thông tinMiễn phí', 'trong  03 ngày làm việc\nkể từ', { from: 'steps', amount: 3, unit: 'working-day', quote: 'trong 03 ngày làm việc kể từ' }).unit).toBe('working-day');
    expect(() => limit('Trực tiếpKhông có thông tinMiễn phí', '', { from: 'steps', amount: 3, unit: 'working-day', quote: 'trong 03 ngày' })).toThrow('do not say');
    expect(() => limit('Trực tiếp3 NgàyMiễn phí', '', { from: 'law', amount: 3, unit: 'day', law })).toThrow('not needed');
  });
});

describe('the table of fees', () => {
  it.each([
    ['Trực tiếp1 NgàyMiễn phí', 'Miễn phí'],
    ['Trực tiếp1 NgàyMiễn phí(Không quy định.)', 'Miễn phí'],
    ['Trực tiếp1 NgàyMiễn phí(Theo quy định của Hội đồng nhân dân)', 'Theo quy định của Hội đồng nhân dân (cổng dịch vụ công ghi: miễn phí)'],
    ['Trực tiếp1 NgàyMiễn phí((Miễn lệ phí (nếu đúng hạn).))', 'Miễn lệ phí (nếu đúng hạn)'],
    ['Trực tiếp1 Ngày400,000 Việt Nam Đồng(Miễn cho cha dượng, mẹ kế)', '400.000 đồng (Miễn cho cha dượng, mẹ kế)'],
    ['Trực tiếpKhông có thông tin10,000 Việt Nam Đồng(/trường hợp)Trực tiếpKhông có thông tin10 USD(/bản)', '10.000 đồng/trường hợp'],
    ['Trực tiếpKhông có thông tin2,000 VNĐ(/trang)Tại xã: 2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng/trang.', 'Tại xã: 2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng/trang'],
    ['Trực tiếp15 Ngày700 VNĐ(Phí thẩm định: 700.000 đồng/cơ sở.)', 'Phí thẩm định: 700.000 đồng/cơ sở'],
    ['Trực tiếp1 NgàyKhông có thông tin', 'Cổng dịch vụ công không ghi phí, lệ phí'],
    [`Trực tiếp1 Ngày400,000 Việt Nam Đồng(Mức thu: 400.000đ/trường hợp. ${EXEMPT}. Thu một lần.)`, `400.000 đồng (Mức thu: 400.000đ/trường hợp. ${EXEMPT})`],
    ['Trực tiếp1 Ngày400,000 Việt Nam Đồng(Lệ phí : 400.000 Đồng (Mức thu: 400.000đ/trường hợp.))', '400.000 đồng (Mức thu: 400.000đ/trường hợp)'],
    ['Trực tiếp1 Ngày400,000 Việt Nam Đồng(Lệ phí : 500.000 Đồng (người nước ngoài))', '400.000 đồng (Lệ phí: 500.000 Đồng (người nước ngoài))'],
  ])('%j is read with its conditions', (channels, expected) => {
    expect(fee(channels)).toBe(expected);
  });
});

describe('the tables of papers', () => {
  it('are told apart by their headings, rows by what stands in the cell of numbers', () => {
    expect(names(`* Giấy tờ phải nộp:${PAPERS}- Tờ khai theo Mẫu số 031 bản chínhGiấy tờ nộp 01 bản sao kèm theo0 bản chính,1 bản sao* Giấy tờ phải xuất trình:${PAPERS}Hộ chiếu1 bản chính`)).toEqual([
      ['Giấy tờ phải nộp', '- Tờ khai theo Mẫu số 03', 1, 0], ['Giấy tờ phải nộp', 'Giấy tờ nộp 01 bản sao kèm theo', 0, 1], ['Giấy tờ phải xuất trình', 'Hộ chiếu', 1, 0],
    ]);
    expect(names(`--${PAPERS}Đơn, nộp 2 bản chính nếu ở xa2 bản chínhBản vẽ (01 bản chính);1 bản chính2. Ảnh1 bản chính,10 bản sao`)).toEqual([
      ['', 'Đơn, nộp 2 bản chính nếu ở xa', 2, 0], ['', 'Bản vẽ (01 bản chính);', 1, 0], ['', '2. Ảnh', 1, 10],
    ]);
  });

  it.each([
    ['Tờ khai (Mẫu CT01).1.MuCT01kemtheo (3).doc', 'Tờ khai (Mẫu CT01).'],
    ['Đơn khiếu nạiMẫu ban hành kèm theo Nghị định 124-2020.doc', 'Đơn khiếu nại'],
    ['Đơn kèm theo Nghị định số 23/2026/NĐ-CPMau13.docx', 'Đơn kèm theo Nghị định số 23/2026/NĐ-CP'],
    ['Giấy chứng sinh', 'Giấy chứng sinh'],
  ])('%j loses the name of its form file', (cell, expected) => {
    expect(readPapers(`--${PAPERS}${cell}1 bản chính`)[0]?.text).toBe(expected);
  });

  it('become a checklist in which only what everybody brings is required', () => {
    const text = `* Giấy tờ phải nộp:${PAPERS}- Văn bản ủy quyền trong trường hợp ủy quyền.1 bản chính- Tờ khai (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp);1 bản chính`
      + 'Mẫu hộ tịch điện tử tương tác1 bản chínhTrường hợp đã có dữ liệu thì không phải nộp0 bản chính'
      + `* Giấy tờ phải xuất trình:${PAPERS}- Hộ chiếu/Thẻ căn cước công dân hoặc giấy tờ khác.1 bản chính`;
    const { papers, remarks } = checklistOf(readPapers(text));
    expect(papers.map((paper) => [paper.paperId, paper.name, paper.required, paper.note])).toEqual([
      ['to-khai', 'Tờ khai', true, ''],
      ['van-ban-uy-quyen-trong-truong-hop-uy-quyen', 'Văn bản ủy quyền trong trường hợp ủy quyền', false, ''],
      ['giay-to-tuy-than-co-anh-con-gia-tri-ho-chieu-the', 'Giấy tờ tùy thân có ảnh, còn giá trị: hộ chiếu, thẻ căn cước, căn cước điện tử hoặc giấy tờ tương đương', false, 'Xuất trình để đối chiếu, không phải nộp'],
    ]);
    expect(remarks).toBe(2);
  });

  const apart = (text: string, isRead = false) => {
    const { papers, untold } = checklistOf(readPapers(text), isRead);
    return { papers: papers.map(({ name, required, note, cases }) => [name, required, note, cases]), untold };
  };
  const DEED = 'Đơn đề nghị1 bản chính';

  it('of several cases belong to those that ask for them, and are required there', () => {
    expect(apart(`a) Đối với cá nhân${PAPERS}${DEED}b) Đối với tổ chức, hồ sơ gồm${PAPERS}${DEED}Điều lệ0 bản chính,1 bản sao(1.3) Trường hợp khác${PAPERS}${DEED}Quyết định1 bản chính`)).toEqual({
      papers: [['Đơn đề nghị', true, '', ['Đối với cá nhân', 'Đối với tổ chức', 'Trường hợp khác']], ['Điều lệ', true, '', ['Đối với tổ chức']], ['Quyết định', true, '', ['Trường hợp khác']]], untold: [],
    });
  });

  it.each([
    ['halves of one list', ['Hồ sơ của người nhận con nuôi', 'Hồ sơ của người được nhận làm con nuôi']],
    ['what comes on top', ['Trường hợp kết hôn lần đầu', 'Trường hợp ly hôn thì nộp thêm']],
    ['one case beside something else', ['Đối với cá nhân', 'Hồ sơ thu hồi']],
    ['words that are the same once they are cut', [`Đối với ${'người '.repeat(40)}một`, `Đối với ${'người '.repeat(40)}hai`]],
  ])('are not taken apart for %s: nothing is required, and the import says so', (_what, [one = '', other = '']) => {
    const { papers, untold } = apart(`${one}${PAPERS}Quyết định1 bản chính${other}${PAPERS}Điều lệ1 bản chính`);
    expect(papers.map(([name, required, , cases]) => [name, required, cases])).toEqual([['Quyết định', false, undefined], ['Điều lệ', false, undefined]]);
    expect(untold).toEqual([one.trim(), other.trim()]);
  });

  it('of a page whose headings a person has read as cases are taken apart all the same; what comes for a delegate is of every case', () => {
    expect(apart(`Tách hộ, hồ sơ gồm${PAPERS}Quyết định1 bản chínhHồ sơ gia hạn tạm trú gồm${PAPERS}Điều lệ1 bản chínhTrường hợp ủy quyền${PAPERS}Giấy khác1 bản chính`, true).papers).toEqual([
      ['Quyết định', true, '', ['Tách hộ']], ['Điều lệ', true, '', ['Gia hạn tạm trú']], ['Giấy khác', false, 'Trường hợp ủy quyền', undefined],
    ]);
  });
});

describe('a page', () => {
  const page: PortalPage = {
    code: '1.000001' as ProcedureCode, name: 'Thủ tục cấp giấy mẫu (1.000001)', field: 'Hộ tịch', levels: 'Cấp xã', steps: '- Nộp hồ sơ.',
    channels: `${CHANNELS}Trực tiếp3 Ngày làm việcMiễn phí`, papers: `--${PAPERS}Tờ khai1 bản chính`,
    result: 'Văn bản từ chốiMã: KQ.G15.000001Giấy mẫuMã: KQ.G15.000002Từ khóaKhông có thông tin',
  };
  const selected = selectionSchema.parse([{ code: '1.000001', field: 'A' }])[0] as Selected;

  it('becomes an entry with a name that people say and the result they come for', () => {
    expect(convertPage(page, selected)).toEqual({
      remarks: [],
      entry: {
        code: '1.000001', name: 'Cấp giấy mẫu', field: 'A', sector: 'Hộ tịch', timeLimit: { unit: 'working-day', amount: 3, text: '3 ngày làm việc' }, feeText: 'Miễn phí',
        papers: [{ paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true, note: '' }], result: 'Giấy mẫu', level: 'commune', channels: [], origin: 'portal',
      },
    });
  });

  it('says what could not be read', () => {
    expect(convertPage({ ...page, channels: 'x', papers: 'x', result: 'x' }, selected).remarks).toEqual([
      'no table of times and fees', 'time kept as text: Theo quy định; cổng dịch vụ công không ghi thời hạn', 'no table of papers', 'no result',
    ]);
  });

  it.each([
    ['Trực tiếp3 Ngày làm việcMiễn phí', []],
    ['Trực tiếp3 Ngày làm việc10,000 VNĐ(/trường hợp)', []],
    ['Trực tiếp3 Ngày làm việcKhông có thông tin', ['no fee stated']],
    ['Trực tiếp3 Ngày làm việcMiễn phí(Mức lệ phí do Hội đồng nhân dân tỉnh quyết định)', ['fee kept as text: Mức lệ phí do Hội đồng nhân dân tỉnh quyết định (cổng dịch vụ công ghi: miễn phí)']],
    ['Trực tiếp3 Ngày làm việc20 VNĐ(20.000 vnđ/tờ khai)', ['fee kept as text, with its highest: 20 đồng (20.000 vnđ/tờ khai)']],
    [`Trực tiếp3 Ngày làm việc20,000 VNĐ(${'trừ người được miễn theo luật '.repeat(9)})`, [expect.stringMatching(/^fee kept as text: 20.000 đồng.*…/u), 'fee shortened: the rest stands on the page only']],
  ])('lists what the counter will not read of a fee: %s', (channels, remarks) => {
    expect(convertPage({ ...page, channels: CHANNELS + channels }, selected).remarks.filter((remark) => remark.includes('fee'))).toEqual(remarks);
  });

  it('of any text is converted without throwing, within the lengths of a list', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(PAPERS, CHANNELS, 'Trực tiếp', '1 bản chính', ',1 bản sao', 'Miễn phí', '(', ')', '10,000 VNĐ', '3 Ngày', 'Mã: KQ.G15.000031', 'Tờ khai'));
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, text, text, (channels, papers, result) => {
      const { entry } = convertPage({ ...page, channels, papers, result }, selected);
      for (const paper of entry.papers) expect([paper.name.length <= 160, paper.note.length <= 240, paper.paperId.length <= 64]).toEqual([true, true, true]);
    }), { numRuns: 1000 });
  });
});

describe('short text', () => {
  it('loses bullets and stops, and is cut at words and sentences', () => {
    expect(['  - (i) a) tờ khai ;', '1.1. Đơn :', '(3) quyết định.', '02 bộ bản vẽ', 'x: + một + hai'].map(tidyText)).toEqual(['Tờ khai', 'Đơn', 'Quyết định', '02 bộ bản vẽ', 'X: một; hai']);
    expect(cutAtWord('một hai ba bốn', 10)).toBe('một hai…');
    expect(splitAtSentence('Giấy báo tử của cơ quan. Trường hợp không có thì thôi', 30)).toEqual({ head: 'Giấy báo tử của cơ quan', rest: 'Trường hợp không có thì thôi' });
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 60 }), (text, longest) => {
      expect(cutAtWord(text, longest).length).toBeLessThanOrEqual(longest);
      expect(tidyText(tidyText(text)).length).toBeLessThanOrEqual(tidyText(text).length + 2);
    }));
  });
});
