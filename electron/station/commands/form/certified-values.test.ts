// Form 01 for certified copies: what was charged, line by line and together; and the papers alone where nothing was.

import { expect, it } from 'vitest';
import { strayFields } from '../../../../shared/domain/paper/form.ts';
import { certifiedValues } from './certified-values.ts';

const line = { feeId: 'chung-thuc', name: 'Phí chứng thực bản sao từ bản chính', kind: 'phi', unit: 'bản' } as const;
const LINES = [{ ...line, quantity: 5, unitAmount: 2000, amount: 10_000, pages: 1 }, { ...line, quantity: 4, unitAmount: 5000, amount: 20_000, pages: 3 }];
const fee = (lines: readonly unknown[], total = 30_000) => ({ dossierId: 'x', lines, total, manner: 'now' }) as never;
const SCHOOL = { name: 'Học bạ', copies: 0 };

it('each kind of copy has its pages, number and fee, and all of them their sums, in words too', () => {
  const values = certifiedValues({ 'mã hồ sơ': 'H26' }, [SCHOOL], fee(LINES));
  expect(values.texts).toEqual({ 'mã hồ sơ': 'H26', 'tổng số bản': '9', 'tổng lệ phí': '30.000', 'tổng lệ phí bằng chữ': 'Ba mươi nghìn đồng' });
  expect(values.lists['giấy tờ']).toEqual([
    { tt: '1', 'tên giấy tờ': line.name, 'số trang': '1', 'số bản': '5', 'lệ phí': '10.000' }, { tt: '2', 'tên giấy tờ': line.name, 'số trang': '3', 'số bản': '4', 'lệ phí': '20.000' },
  ]);
  expect(strayFields('receipt-certified', values)).toEqual([]);
});

it('with as many papers as kinds of copies each line has its paper’s name; a fee that does not go by pages is in the sum and in no line', () => {
  const values = certifiedValues({}, [SCHOOL, { name: 'Bằng lái', copies: 1 }], fee([...LINES, { ...line, quantity: 1, unitAmount: 8000, amount: 8000 }], 38_000));
  expect([values.lists['giấy tờ']?.map((row) => row['tên giấy tờ']), values.texts['tổng số bản'], values.texts['tổng lệ phí']]).toEqual([['Học bạ', 'Bằng lái'], '9', '38.000']);
});

it('the name that was typed of an original stands before any other; beside it a line without one has that of the fee, since a paper’s place says nothing then', () => {
  const namesOf = (...lines: readonly unknown[]) => certifiedValues({}, [SCHOOL, { name: 'Bằng lái', copies: 1 }], fee(lines)).lists['giấy tờ']?.map((row) => row['tên giấy tờ']);
  expect(namesOf({ ...LINES[0], original: 'Giấy khai sinh' }, { ...LINES[1], original: 'Sổ đỏ' })).toEqual(['Giấy khai sinh', 'Sổ đỏ']);
  expect(namesOf({ ...LINES[0], original: 'Bằng lái' }, LINES[1])).toEqual(['Bằng lái', line.name]);
});

it('before anything was charged the papers stand alone, to be written in', () => {
  for (const none of [null, fee([]), fee([{ ...line, quantity: 1, unitAmount: 8000, amount: 8000 }], 8000)]) {
    expect(certifiedValues({}, [SCHOOL, { name: 'Bằng lái', copies: 2 }], none)).toEqual({ texts: {}, lists: { 'giấy tờ': [{ tt: '1', 'tên giấy tờ': 'Học bạ', 'số bản': '' }, { tt: '2', 'tên giấy tờ': 'Bằng lái', 'số bản': '2' }] } });
  }
});
