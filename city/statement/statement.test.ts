// Banks' files as they come and as they should not: read line by line, refused line by line, and never guessed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount, parseMoment, parseReference } from './cells.ts';
import { MOST_BYTES } from './csv.ts';
import { readStatement, type Statement } from './read-statement.ts';

const BILL = 'MCA1B2C3D4E5';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function read(text: string | Uint8Array, said = {}): Statement {
  const found = readStatement(typeof text === 'string' ? bytes(text) : text, said);
  return 'statement' in found ? found.statement : expect.fail(found.fault);
}
const fault = (file: Uint8Array | string): string => {
  const found = readStatement(typeof file === 'string' ? bytes(file) : file);
  return 'fault' in found ? found.fault : 'none';
};
const HEAD = 'Ngày giao dịch,Số tiền,Nội dung,Số tham chiếu';
const line = `13/07/2026 10:15:00,8000,${BILL} A001 le phi,FT26194001`;
const PAID_AT = Date.parse('2026-07-13T10:15:00+07:00');
const ONE = { line: 2, paidAt: PAID_AT, amount: 8000, reference: 'FT26194001', bills: [BILL] };

describe('a statement', () => {
  it.each([
    ['with commas', `${HEAD}\n${line}\n`],
    ['with semicolons and the end of lines of another system', `${HEAD}\r\n${line}\r\n`.replaceAll(',', ';')],
    ['with tabs, and without an end of its last line', `${HEAD}\n${line}`.replaceAll(',', '\t')],
    ['with a mark before its first letter', `\ufeff${HEAD}\n${line}\n`],
    ['with a quoted content that has separators and quotes', `${HEAD}\n${line.replace(`${BILL} A001 le phi`, `"CT, ""${BILL}"" A001; le phi"`)}\n`],
    ['in capitals and without accents', `NGAY GIAO DICH,SO TIEN,NOI DUNG,SO THAM CHIEU\n${line.toUpperCase()}\n`],
    ['in two languages', `Ngày giao dịch/Transaction date,Số tiền (Amount),Nội dung / Description,Số tham chiếu / Ref no.\n${line}\n`],
    ['with a column each for in and out', `STT,Ngày giao dịch,Ghi nợ,Ghi có,Diễn giải,Số bút toán\n1,13/07/2026 10:15:00,,"8.000",${BILL},FT26194001\n`],
    ['with a column each for in and out, by their short names', `No,Ngày,Nợ,Có,Diễn giải,Số CT\n1,10:15:00 13/07/2026,0,8000,${BILL},FT26194001\n`],
    ['with a column that says in or out', `Ngày giao dịch,Nợ/Có,Số tiền,Nội dung,Số tham chiếu\n2026-07-13T10:15:00,C,8000,${BILL},FT26194001\n`],
  ])('%s is the same money', (_what, text) => {
    expect(read(text)).toEqual({ lines: [ONE], refused: [], others: 0 });
  });

  it('is read in UTF-16 with its mark, and what is no text in either is refused whole', () => {
    const text = `\ufeff${HEAD}\n${line}\n`;
    const little = Buffer.from(text, 'utf16le');
    expect([read(little).lines, read(Buffer.from(little).swap16()).lines]).toEqual([[ONE], [ONE]]);
    expect([fault(Buffer.from(`${HEAD}\n`, 'latin1')), fault(`${HEAD}\0`), fault(new Uint8Array(MOST_BYTES + 1)), fault('Ngày,Số tiền\n1,2\n'), fault('')]).toEqual(['file.not-text', 'file.not-text', 'file.too-large', 'file.columns', 'file.columns']);
  });

  it('begins where its columns are named: above them stand names and sums, below them signatures', () => {
    const text = `NGAN HANG MAU\n"Chủ tài khoản: UBND\nXA PHU XUYEN"\n\nTừ ngày 13/07/2026\n${HEAD}\n${line}\n,8000,Tổng cộng,\n\n,,Người lập,\n`;
    expect(read(text)).toEqual({ lines: [{ ...ONE, line: 7 }], refused: [], others: 2 });
  });

  it('is read by the columns that somebody names, and not where two have one name', () => {
    const text = `A,B,C,D\n13/07/2026,8000,${BILL},FT26194001\n`;
    expect(read(text, { time: 'a', amount: 'B', content: 'C', reference: 'D' }).lines).toHaveLength(1);
    expect(fault(`Ngày,Số tiền,Số tiền,Nội dung,Mã giao dịch\n13/07/2026,1,2,x,FT26194001\n`)).toBe('file.columns');
  });

  it.each([
    ['line.time', '31/02/2026,8000,x,FT26194001'],
    ['line.time', '07/13/2026,8000,x,FT26194001'],
    ['line.time', 'hôm qua,8000,x,FT26194001'],
    ['line.amount', '13/07/2026,8.00,x,FT26194001'.replace('8.00', '8.5')],
    ['line.amount', '13/07/2026,8000 USD,x,FT26194001'],
    ['line.amount', '13/07/2026,"8,00,000",x,FT26194001'],
    ['line.amount', '13/07/2026,,x,FT26194001'],
    ['line.reference', '13/07/2026,8000,x,'],
    ['line.reference', '13/07/2026,8000,x,2.62E15'],
    ['line.reference', "13/07/2026,8000,x,FT'; DROP TABLE payment"],
    ['line.content', `13/07/2026,8000,${'x'.repeat(1001)},FT26194001`],
    ['line.cells', '13/07/2026,8,000,x,FT26194001'],
    ['line.open-quote', '13/07/2026,8000,"x,FT26194001'],
    ['line.open-quote', '13/07/2026,8000,"x"y,FT26194001'],
  ])('refuses %s with the number of the line, and reads the next: %s', (code, bad) => {
    expect(read(`${HEAD}\n${bad}\n${line}\n`)).toEqual({ lines: [{ ...ONE, line: 3 }], refused: [{ line: 2, code }], others: 0 });
  });

  it.each(['\n', '\r\n', '\r'])('lets a quote that is lost take no other line along, whatever ends a line: %j', (end) => {
    const text = `${HEAD}${end}13/07/2026,8000,"x${end.repeat(20)}${line}${end}13/07/2026,9000,y",FT26194002${end}`;
    const { lines, refused } = read(text);
    expect([lines.map(({ reference }) => reference), refused]).toEqual([['FT26194001', 'FT26194002'], [{ line: 2, code: 'line.open-quote' }]]);
    expect(read(text.replace(end.repeat(20), end)).lines.map(({ line: number, reference }) => [number, reference])).toEqual([[3, 'FT26194001'], [4, 'FT26194002']]);
  });

  it('never takes money that went out for money that came in: by its sign, its column, or its word', () => {
    const out = [
      `${HEAD}\n13/07/2026,-8000,${BILL} hoan tien,FT26194001\n`, `${HEAD}\n13/07/2026,- 8.000,${BILL},FT26194001\n`,
      `Ngày,Ghi nợ,Ghi có,Nội dung,Mã GD\n13/07/2026,8000,,${BILL},FT26194001\n`, `Ngày,Ghi nợ,Số tiền,Nội dung,Mã GD\n13/07/2026,8000,8000,${BILL},FT26194001\n`,
      `Ngày,D/C,Số tiền,Nội dung,Mã GD\n13/07/2026,D,8000,${BILL},FT26194001\n`,
    ];
    for (const text of out) expect(read(text)).toEqual({ lines: [], refused: [], others: 1 });
    const unsure = [`Ngày,Ghi nợ,Ghi có,Nội dung,Mã GD\n13/07/2026,8000,8000,${BILL},FT26194001\n`, `Ngày,D/C,Số tiền,Nội dung,Mã GD\n13/07/2026,?,8000,${BILL},FT26194001\n`];
    expect(unsure.map((text) => read(text).refused.map(({ code }) => code))).toEqual([['line.amount'], ['line.kind']]);
  });

  it('never throws, and never finds more than is there, whatever a file is', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void readStatement(noise)));
    const cell = fc.oneof(fc.constantFrom('"', '""', ',', ';', '\n', '\r\n', '8.000', BILL, 'FT26194001', '13/07/2026', ' '), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const found = readStatement(bytes(`${HEAD}\n${cells.join('')}\n${line}\n`));
        if (!('statement' in found)) return;
        const { lines, refused, others } = found.statement;
        const all = [...lines.map((own) => own.line), ...refused.map((own) => own.line)];
        expect([new Set(all).size, lines.length + refused.length + others >= 1]).toEqual([all.length, true]);
      }),
    );
  });
});

describe('a cell', () => {
  it.each([['8000', 8000], ['8.000', 8000], ['8,000', 8000], ['1 250 000', 1_250_000], ['1.250.000,00', 1_250_000], ['1,250,000.0', 1_250_000], ['+50.000 đ', 50_000], ['50000 VND', 50_000], ['-2.000', -2000], ['0', 0]] as const)('%s is %i đồng', (text, amount) => {
    expect(parseAmount(text)).toBe(amount);
  });

  it.each(['', '8.5', '8,50', '1.250,000', '1.25.000', '8000,01', '٨٠٠٠', '1e3', '--5', '8000 8000', '99999999999999999'])('%s is no amount', (text) => {
    expect(parseAmount(text)).toBeNull();
  });

  it('says every moment of a day as it was written in Vietnam’s clocks', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-02T00:00:00Z'), max: new Date('2099-12-30T00:00:00Z'), noInvalidDate: true }), (date) => {
        const at = Math.floor(date.getTime() / 1000) * 1000;
        const [day, time] = new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).split('T') as [string, string];
        const [year, month, date_] = day.split('-') as [string, string, string];
        for (const text of [`${day} ${time}`, `${date_}/${month}/${year} ${time}`, `${time} ${date_}-${month}-${year}`, `${day}T${time}.123`]) expect(parseMoment(text)).toBe(at);
      }),
    );
    expect(['13/07/26', '13/07-2026', '24:00 13/07/2026', '13/07/1999', '2026-02-29', '13/07/2026 10:60'].map(parseMoment)).toEqual([null, null, null, null, null, null]);
  });

  it('keeps a reference as the bank wrote it, and none that a table program has shortened', () => {
    expect(['FT26194001', "'9704220713", 'ab.c/d-1_2', '1.23E+15', '2E15', 'abc', 'có dấu', ''].map(parseReference)).toEqual(['FT26194001', '9704220713', 'ab.c/d-1_2', null, null, null, null, null]);
  });
});
