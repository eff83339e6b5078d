// The cover sheet's code out of scanned pages: the very sheets that are printed, laid on the glass as people lay them.

import { readFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { type Laid, scanOf } from '../../../tests/fakes/laid-sheet.ts';
import type { VisitId } from '../../../shared/base/ids.ts';
import { formatCoverSheet } from '../../../shared/domain/card/cover-sheet.ts';
import { createPaperPress } from '../devices/paper/press.ts';
import { coverModules, qrModules } from '../devices/paper/qr.ts';
import { parsePaperTexts } from '../devices/paper/texts.ts';
import type { CoverPaper } from '../devices/ports.ts';
import { openPage } from './open-page.ts';
import { type PagePixels, readPageCode } from './read-page-code.ts';

const texts = parsePaperTexts(readFileSync(new URL('../../../resources/texts/paper.vi.json', import.meta.url), 'utf8'));
const presses = { 80: createPaperPress(576, texts), 58: createPaperPress(384, texts) } as const;
const VISIT = '0199f0aa-1111-7222-8333-444455556666' as VisitId;
const codeOf = (paperId: string): string => formatCoverSheet({ of: 'visit', visitId: VISIT, paperId }) ?? '';
const paper = (qr: string): CoverPaper => ({
  unitName: 'Điểm phục vụ hành chính công xã Phú Xuyên', number: 'A012', paperName: 'Giấy chứng sinh hoặc văn bản của người làm chứng xác nhận về việc sinh', procedureName: 'Thủ tục đăng ký khai sinh',
  place: 2, places: 5, qr, isExample: false,
});
/** So little that the scratch goes through the code. */
const SHORT_WORDS = { unitName: 'Điểm phục vụ', paperName: 'Giấy tờ', procedureName: 'Thủ tục', isExample: true } as const;
const SHORT = codeOf('to-khai');
/** As long as a paper's name may be. */
const LONG = codeOf('giay-to'.padEnd(64, '-x'));
const look = async (bytes: Uint8Array): Promise<string | null> => await readPageCode(await openPage(bytes));

const ways: readonly [string, Laid][] = [
  ['straight', {}], ['7° askew', { turned: 7 }], ['10° askew the other way, dirty', { turned: -10, isDirty: true }], ['upside down', { turned: 180 }], ['upside down and askew, grey, dirty', { turned: 190, isGrey: true, isDirty: true }],
  ['on its side', { turned: 90 }], ['at 300 dpi, 10° askew, dirty', { dpi: 300, turned: 10, isDirty: true }], ['at 300 dpi, grey, over a written page', { dpi: 300, isGrey: true, hasWriting: true, turned: 4 }],
];

describe.each(ways)('a cover sheet %s', (_name, laid) => {
  it('is read from a strip with the longest code and from a page', async () => {
    expect(await look(await scanOf(presses[58].drawCover(paper(LONG)), laid))).toBe(LONG);
    expect(await look(await scanOf(presses[80].layOutCover(paper(SHORT)), laid))).toBe(SHORT);
  });
});

it('a cover sheet of the wide roll is read as well, and so is a page with the longest code', async () => {
  const [askew, dirty] = [{ turned: -9 }, { turned: 171, isDirty: true }];
  for (const qr of [SHORT, LONG]) expect(await look(await scanOf(presses[80].drawCover(paper(qr)), askew))).toBe(qr);
  expect(await look(await scanOf(presses[80].layOutCover(paper(LONG)), dirty))).toBe(LONG);
});

it('cover sheets of many visits are read under dust and a scratch, however they lie', async () => {
  for (const [index, turned] of [-5.8, 2.2, 7.4, 189].entries()) {
    const qr = formatCoverSheet({ of: 'visit', visitId: `0199f0aa-${index}11${index}-7222-8333-4444${index}${index}556666` as VisitId, paperId: index % 2 === 0 ? 'giay-chung-sinh' : 'truong-hop-tre-em-bi-bo-roi-thi-phai-co-bien-ban' }) ?? '';
    expect([turned, await look(await scanOf(presses[index % 2 === 0 ? 58 : 80].drawCover({ ...paper(qr), ...SHORT_WORDS }), { turned, isDirty: true }))]).toEqual([turned, qr]);
  }
});

describe('a page without a cover sheet', () => {
  it.each([['is white', {}], ['is written on', { hasWriting: true, isDirty: true }]] as const)('that %s has no code', async (_name, laid) => {
    expect(await look(await scanOf(null, laid))).toBeNull();
  });

  it('with a QR of another kind has none of ours; beside ours it is passed over', async () => {
    expect(await readPageCode(codesSideBySide([qrModules('https://dichvucong.example/tra-cuu')]))).toBeNull();
    expect(await readPageCode(codesSideBySide([qrModules('https://dichvucong.example/tra-cuu'), coverModules(SHORT)]))).toBe(SHORT);
  });

  it('with a code that begins as ours does and was changed is told as it stands: whoever parses it says what is wrong', async () => {
    const changed = `${SHORT.slice(0, 10)}0${SHORT.slice(11)}`;
    expect(await readPageCode(codesSideBySide([coverModules(changed)]))).toBe(changed);
  });
});

it('is not opened if it is no picture', async () => {
  await expect(openPage(new Uint8Array(5000))).rejects.toThrow();
});

it('of more dots than A4 has at 200 dpi is looked at smaller', async () => {
  const { width, height } = await openPage(await createCanvas(200, 7200).encode('jpeg', 30));
  expect([width, height]).toEqual([67, 2400]);
});

function codesSideBySide(codes: readonly boolean[][][]): PagePixels {
  const pen = createCanvas(1600, 600).getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 1600, 600);
  pen.fillStyle = '#000';
  codes.forEach((modules, index) => modules.forEach((row, y) => row.forEach((isDark, x) => {
    if (isDark) pen.fillRect(100 + index * 700 + x * 8, 100 + y * 8, 8, 8);
  })));
  return { width: 1600, height: 600, data: pen.getImageData(0, 0, 1600, 600).data };
}
