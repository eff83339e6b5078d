// Reader payloads and ID cards. All people are invented; the last six digits of their numbers lie between 000001 and 000099.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, DossierId, VisitId } from '../../base/ids.ts';
import { formatCoverSheet, parseCoverSheet } from './cover-sheet.ts';
import { parseIdCard } from './id-card.ts';
import type { CardReading } from './id-card.ts';
import { checkIdNumber, idNumberFault, maskIdNumber, parseIdNumber } from './id-number.ts';
import { classifyPayload, utf8Length } from './payload.ts';
import { checkSumOf } from '../payment/tagged-fields.ts';
import { readPaymentCode } from './payment-code.ts';

const CARD = '001185000012|012345678|Nguyễn Thị Ánh Hường|15081985|Nữ|Thôn Đường La, Phú Xuyên, Hà Nội|25042021';
const MAN = '034203000001||Trần Văn Bình|21032003|Nam|Xã A, Thái Bình|14082021';
const PERSON = {
  idNumber: '001185000012',
  oldIdNumber: '012345678',
  fullName: 'Nguyễn Thị Ánh Hường',
  birthDate: '1985-08-15' as BusinessDay,
  sex: 'female',
  address: 'Thôn Đường La, Phú Xuyên, Hà Nội',
  issuedOn: '2021-04-25' as BusinessDay,
} as const;
const card = (changes: object, warnings: readonly string[] = [], extra: readonly string[] = []) =>
  ({ kind: 'card', issue: extra.length === 0 ? 'cccd-2021' : 'can-cuoc-2024', person: { ...PERSON, ...changes }, warnings, extra }) as CardReading;
/** As a counter does: told what it is, then read. */
const parse = (raw: string): CardReading | string => {
  const payload = classifyPayload(raw);
  return payload.kind === 'id-card' ? parseIdCard(payload.text) : payload.kind;
};
/** The sample that NAPAS published; the account is of nobody. */
const VIETQR = '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E';
const VISIT = '0192a000-0004-7000-8000-00000000000c' as VisitId;
const SHEET = formatCoverSheet({ of: 'visit', visitId: VISIT, paperId: 'giay-chung-sinh' }) ?? '';
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('an ID card', () => {
  it('is read with every Vietnamese letter intact', () => {
    expect(parse(CARD)).toEqual(card({}));
    expect(parse(CARD.normalize('NFD'))).toEqual(card({}));
  });

  it.each([
    ['with a label, a byte-order mark and a carriage return', `\uFEFFCCCD: ${CARD}\r\n`, card({})],
    ['with relatives after the seventh field', `${CARD}|Nguyễn Văn Cha|Trần Thị Mẹ||x`, card({}, [], ['Nguyễn Văn Cha', 'Trần Thị Mẹ', '', 'x'])],
    ['with slashes in the dates', CARD.replace('15081985', '15/08/1985').replace('25042021', '25/04/2021'), card({})],
    ['without an old number', CARD.replace('012345678', ''), card({ oldIdNumber: '' })],
    ['without the date of issue', CARD.replace('|25042021', ''), card({ issuedOn: '' }, ['fields-missing'])],
    ['with half a date of issue', CARD.slice(0, -4), card({ issuedOn: '' }, ['issue-date'])],
    ['with a year of birth only', CARD.replace('15081985', '1985'), card({ birthDate: '' }, ['birth-date'])],
    ['with a day of birth that does not exist', CARD.replace('15081985', '31021985'), card({ birthDate: '' }, ['birth-date'])],
    ['without a birth date', CARD.replace('15081985', ''), card({ birthDate: '' }, ['birth-date'])],
    ['with a sex that is neither', CARD.replace('Nữ', 'Khác'), card({ sex: 'unknown' }, ['fields-missing'])],
    ['whose sex contradicts the number', CARD.replace('Nữ', 'Nam'), card({ sex: 'male' }, ['id-sex'])],
    ['whose year contradicts the number', CARD.replace('15081985', '15081986'), card({ birthDate: '1986-08-15' }, ['id-birth-year'])],
    ['from an unknown province', CARD.replace('001185', '003185'), card({ idNumber: '003185000012' }, ['id-province'])],
    ['without an address', CARD.replace('Thôn Đường La, Phú Xuyên, Hà Nội', ''), card({ address: '' }, ['fields-missing'])],
    ['of a man with a short name without accents', MAN.replace('Trần Văn Bình', 'Y BAN').replace('Xã A, Thái Bình', 'Gia Lai'),
      { kind: 'card', issue: 'cccd-2021', extra: [], warnings: [], person: { idNumber: '034203000001', oldIdNumber: '', fullName: 'Y BAN', birthDate: '2003-03-21', sex: 'male', address: 'Gia Lai', issuedOn: '2021-08-14' } }],
    ['with a capital XÃ', CARD.replace('Thôn Đường La, Phú Xuyên, Hà Nội', 'XÃ PHÚ XUYÊN, QUẢNG NGÃI'), card({ address: 'XÃ PHÚ XUYÊN, QUẢNG NGÃI' })],
    ['with a strange old number', CARD.replace('012345678', '01234'), card({ oldIdNumber: '01234' })],
    ['with a year of birth that contradicts the number', CARD.replace('15081985', '00001984'), card({ birthDate: '' }, ['id-birth-year', 'birth-date'])],
  ])('%s is read', (_name, payload, expected) => {
    expect(parse(payload)).toEqual(expected);
  });

  it.each([
    ['card.torn', CARD.slice(0, 56)],
    ['card.torn', CARD.slice(30)],
    ['card.torn', CARD.split('|').slice(0, 5).join('|')],
    ['card.torn', CARD.replace('Nguyễn Thị Ánh Hường', '')],
    ['card.torn', CARD.replace('|012345678', '')],
    ['card.garbled', CARD.replace('Nguyễn', 'Nguy?n')],
    ['card.garbled', CARD.replace('Nữ', 'N\uFFFD')],
    ['card.garbled', CARD.replace('Nguyễn Thị Ánh Hường', 'H BIA').replace('Nữ', 'Nu').replace('Thôn Đường La, Phú Xuyên, Hà Nội', 'Gia Lai')],
    ['card.garbled', latin1(CARD)],
    ['card.garbled', latin1(MAN)],
    ['card.garbled', '001085000012|012345678|Nguyen Van An Binh|15081985|Nam|Thon Duong La, Phu Xuyen, Ha Noi|25042021'],
  ])('is refused as %s: %j', (code, payload) => {
    expect(parse(payload)).toEqual({ kind: 'refused', code });
  });

  it('of 2024 with a kilobyte of relatives is read, and they are kept apart', () => {
    const extra = Array.from({ length: 24 }, (_, index) => `Nguyễn Thị Người Thân Thứ ${index + 1}`);
    const payload = [CARD, ...extra].join('|');
    expect(Buffer.byteLength(payload)).toBeGreaterThan(1_000);
    expect(parse(payload)).toEqual(card({}, [], extra));
  });

  it('cut anywhere is refused, or warned about when only the end is missing', () => {
    for (let length = 0; length < CARD.length; length += 1) {
      const reading = parse(CARD.slice(0, length));
      if (typeof reading !== 'string' && reading.kind === 'card') expect(reading.warnings.join()).toMatch(/issue-date|fields-missing/);
    }
  });

  it('never makes the parser throw', () => {
    const field = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...CARD.split('|')));
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(field, { maxLength: 9 }).map((fields) => fields.join('|'))), (payload) => {
      parse(payload);
    }), { numRuns: 3000 });
  });
});

describe('a payload', () => {
  it.each([
    ['id-card', MAN],
    ['id-card', `Số CCCD: ${MAN}`],
    ['id-number', ' 001185000012\r'],
    ['health-card', 'DN4010123456789|4e677579e1bb856e|…'],
    ['health-card', '0123456789|4e677579e1bb856e20566e|01/01/1985|2|48c3a020|'],
    ['health-card', '001185000012|4e677579e1bb856e20566e|01/01/1985|2|48c3a020|'],
    ['payment-code', VIETQR],
    ['payment-code', `${VIETQR}\r\n`],
    ['torn', VIETQR.slice(0, 60)],
    ['torn', VIETQR.replace('2E2E', '2E2F')],
    ['torn', '00020101021238570010A000000727'],
    ['cover-sheet', SHEET],
    ['torn', 'MCP1:'],
    ['torn', SHEET.replace('CHUNG', 'CHUNK')],
    ['torn', 'MC1:tampered:T149'],
    ['dossier-code', 'https://motcua.example/tra-cuu?ma=H26.149-260715-0001&x=1'],
    ['procedure-code', '1.001193'],
    ['procedure-code', 'https://dichvucong.example/thu-tuc?ma_thu_tuc=1.001193#top'],
    ['procedure-code', '2.000815.000.00.00.H55.02'],
    ['unknown', 'https://example.test/0123'],
    ['unknown', 'https://H26.149-260715-0001'],
    ['dossier-code', 'H26.149-260715-0001'],
    ['unknown', '8935049500414'],
    ['unknown', ''],
    ['oversized', 'a'.repeat(3001)],
    ['oversized', 'ế'.repeat(1001)],
    ['oversized', `${CARD}|${'x'.repeat(3000)}`],
  ])('is told to be %s: %j', (kind, payload) => {
    expect(classifyPayload(payload).kind).toBe(kind);
  });

  it('is measured in bytes of UTF-8', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
    }));
  });
});

describe('a cover sheet', () => {
  const uuid = fc.uuid({ version: 7 });
  const paperId = fc.stringMatching(/^[0-9a-z-]{1,64}$/);

  it('says visit or dossier and paper, and comes back as it was written', () => {
    fc.assert(fc.property(fc.boolean(), uuid, paperId, (isVisit, id, paper) => {
      const sheet = isVisit ? { of: 'visit' as const, visitId: id as VisitId, paperId: paper } : { of: 'dossier' as const, dossierId: id as DossierId, paperId: paper };
      const text = formatCoverSheet(sheet) ?? '';
      expect(text).toMatch(/^[0-9A-Z$%*+./: -]{1,108}$/);
      expect(parseCoverSheet(text)).toEqual(sheet);
    }));
  });

  it('with one letter or digit changed is none', () => {
    for (let at = 0; at < SHEET.length; at += 1) {
      const changed = SHEET.charAt(at) === 'X' ? 'Y' : 'X';
      if (/[0-9A-Z]/.test(SHEET.charAt(at))) expect(parseCoverSheet(SHEET.slice(0, at) + changed + SHEET.slice(at + 1))).toBeNull();
    }
  });

  it('is not made for a paper whose name it cannot carry', () => {
    expect(['', 'Giấy', 'GIAY', 'a'.repeat(65), 'a:b'].map((paper) => formatCoverSheet({ of: 'visit', visitId: VISIT, paperId: paper }))).toEqual([null, null, null, null, null]);
  });
});

describe('a payment code', () => {
  const card = '00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203';
  const foreign = '00020101021129300012D156000000000510A93FO3230Q5204581253031565802CN5914BEST TRANSPORT6007BEIJING';

  it('has the check sum of its specification', () => {
    expect(checkSumOf('123456789')).toBe('29B1');
    // Over the bytes of UTF-8 (this sum was made with another program).
    expect(checkSumOf('Nguyễn Ánh 🌾')).toBe('4769');
  });

  it('is whole with its check sum, and VietQR if it goes to NAPAS', () => {
    expect([VIETQR, card, `${foreign}6304${checkSumOf(`${foreign}6304`)}`].map(readPaymentCode)).toEqual([
      { kind: 'payment-code', isVietQr: true }, { kind: 'payment-code', isVietQr: true }, { kind: 'payment-code', isVietQr: false },
    ]);
  });

  it('cut anywhere after its beginning, or with a character changed, is torn', () => {
    for (let at = 8; at < VIETQR.length; at += 1) {
      expect([at, readPaymentCode(VIETQR.slice(0, at)).kind]).toEqual([at, 'torn']);
      expect([at, readPaymentCode(VIETQR.slice(0, at) + (VIETQR.charAt(at) === '7' ? '8' : '7') + VIETQR.slice(at + 1)).kind]).toEqual([at, 'torn']);
    }
  });
});

describe('a personal number', () => {
  it('is only read from twelve digits', () => {
    expect(['001 185 000 012', '001185000012', '00118500001', '0011850000123', '00118500001a', ''].map(parseIdNumber)).toEqual([
      '001185000012', '001185000012', null, null, null, null,
    ]);
  });

  it.each([
    ['001185000012', 'female', 1985, []],
    ['034203000001', 'male', 2003, []],
    ['001301000007', 'female', 2001, []],
    ['001090000012', 'female', 1990, ['id-sex']],
    ['999090000012', 'male', 1891, ['id-province', 'id-birth-year']],
    ['123', 'unknown', null, ['id-length']],
    ['001185000012', 'unknown', null, []],
  ] as const)('%s of a %s born in %s: %j', (number, sex, birthYear, warnings) => {
    expect(checkIdNumber(number, { sex, birthYear })).toEqual(warnings);
  });

  it.each([
    ['', null], ['001185000012', null], ['012345678', null], ['999185000012', null],
    ['00118500001a', 'id-number'], ['00118500001', 'id-length'], ['0011850000123', 'id-length'], ['001485000012', 'id-century'], ['001985000012', 'id-century'],
  ])('%j can be one, or: %j', (digits, fault) => {
    expect(idNumberFault(digits)).toBe(fault);
  });

  it('is shown with its middle hidden, and wholly hidden when short', () => {
    expect(['001185000012', '012345678', '12345678', ''].map(maskIdNumber)).toEqual(['001******012', '012***678', '********', '']);
  });
});
