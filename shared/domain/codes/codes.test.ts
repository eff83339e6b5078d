// Codes of dossiers, receipts and tickets: published check characters, every way of writing them, and any text at all.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, CommuneId, DossierId, FieldCode, StationId } from '../../base/ids.ts';
import { businessDayFrom } from '../time/business-day.ts';
import { checkCharacterOf, hasValidCheckCharacter } from './check-character.ts';
import { formatOfficialCode, formatProvisionalCode, parseAgencyCode, parseDossierCode, readingsOfCode } from './dossier-code.ts';
import type { AgencyCode } from './dossier-code.ts';
import { formatReceiptQr, parseReceiptQr } from './receipt-qr.ts';
import { formatTicketNumber, parseTicketNumber } from './ticket-number.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const code = (pattern: RegExp) => fc.stringMatching(pattern);
const PARTS = fc.record({
  commune: code(/^[A-Z0-9]{2,12}$/).map((text) => text as CommuneId),
  station: code(/^[A-Z0-9]{1,8}$/).map((text) => text as StationId),
  number: fc.integer({ min: 1, max: 999_999 }),
});
const OFFICIAL = fc.record({
  agency: fc.constantFrom('H26', 'H26.149', 'G09.20', 'H26.149.12.3', '000.00.06.H56').map((text) => text as AgencyCode),
  day: fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => businessDayFrom(year, month, day) as BusinessDay),
  number: fc.integer({ min: 1, max: 9999 }),
});

describe('the check character of ISO 7064 MOD 37,36', () => {
  // The first is the standard's use in the Global Release Identifier, the second and third in the International Standard Audiovisual Number.
  it.each([['A12425GABC1234002', 'M'], ['00000000D07A0090', 'Q'], ['0000000189470000', '8']])('of %s is %s', (text, expected) => {
    expect(checkCharacterOf(text)).toBe(expected);
    expect(hasValidCheckCharacter(text + expected)).toBe(true);
  });

  it('tells every single wrong character', () => {
    fc.assert(fc.property(code(/^[A-Z0-9]{4,20}$/), fc.nat(), fc.integer({ min: 1, max: 35 }), (text, place, shift) => {
      const whole = text + checkCharacterOf(text);
      const at = place % whole.length;
      const wrong = ALPHABET[(ALPHABET.indexOf(whole.charAt(at)) + shift) % 36] ?? '';
      expect(hasValidCheckCharacter(whole.slice(0, at) + wrong + whole.slice(at + 1))).toBe(false);
    }), { numRuns: 1000 });
  });

  it('is never found in text of another alphabet', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(typeof hasValidCheckCharacter(text)).toBe('boolean');
    }));
    expect(hasValidCheckCharacter('')).toBe(false);
  });
});

describe('a dossier code', () => {
  it('is provisional with the station in it', () => {
    const written = formatProvisionalCode({ commune: 'T149' as CommuneId, station: 'K3' as StationId, number: 127 });
    expect(written).toBe(`T149-K3-000127-${checkCharacterOf('T149K3000127')}`);
  });

  it('is the same after writing and reading', () => {
    fc.assert(fc.property(PARTS, (parts) => {
      const written = formatProvisionalCode(parts);
      expect(parseDossierCode(written ?? '')).toEqual({ kind: 'provisional', code: written, parts });
    }));
    fc.assert(fc.property(OFFICIAL, (parts) => {
      const written = formatOfficialCode(parts);
      expect(parseDossierCode(written ?? '')).toEqual({ kind: 'official', code: written, parts });
    }));
  });

  it('is read in lower case, with spaces and with long dashes', () => {
    fc.assert(fc.property(PARTS, (parts) => {
      const written = formatProvisionalCode(parts) ?? '';
      expect(parseDossierCode(` ${written.toLowerCase().replaceAll('-', ' – ')} `)?.code).toBe(written);
    }));
  });

  it('without its dashes may be several, and the true one is among them', () => {
    fc.assert(fc.property(fc.oneof(PARTS.map(formatProvisionalCode), OFFICIAL.map(formatOfficialCode)), (written) => {
      const text = written ?? '';
      expect(readingsOfCode(text).map(({ code: one }) => one)).toEqual([text]);
      for (const typed of [text.replaceAll('-', ''), text.replace('-', ''), text.replaceAll('-', ' ').toLowerCase()]) {
        const readings = readingsOfCode(typed).map(({ code: one }) => one);
        expect(readings).toContain(text);
        expect(readings.length).toBeLessThan(40);
      }
    }));
    expect(readingsOfCode('T149K3000127?')).toEqual([]);
    expect(readingsOfCode('T'.repeat(5000))).toEqual([]);
  });

  it.each([
    ['000.00.06.H56-231027-0361', '000.00.06.H56', '2023-10-27', 361],
    ['G09.20-20260609-0092637', 'G09.20', '2026-06-09', 92_637],
    ['H26.1.2-250701-0001', 'H26.1.2', '2025-07-01', 1],
  ])('of the forms seen in production is read: %s', (text, agency, day, number) => {
    expect(parseDossierCode(text)).toEqual({ kind: 'official', code: text, parts: { agency, day, number } });
  });

  it.each(['', 'H26-260230-0001', 'H26-261301-0001', 'H26-260715-001', 'H26-260715-00012345', 'T149-K3-000127-?', 'T149-K3-000000-0', 'X26-260715-0001', 'a'.repeat(5000)])(
    'is not read from %j', (text) => {
      expect(parseDossierCode(text)).toBeNull();
    },
  );

  it('is not read with a wrong check character', () => {
    const written = formatProvisionalCode({ commune: 'T149' as CommuneId, station: 'K3' as StationId, number: 127 }) ?? '';
    expect(parseDossierCode(written.replace('000127', '000172'))).toBeNull();
  });

  it('is refused when the numbers are used up', () => {
    const commune = 'T149' as CommuneId;
    const station = 'K3' as StationId;
    expect([0, -1, 1.5, 1_000_000].map((number) => formatProvisionalCode({ commune, station, number }))).toEqual([null, null, null, null]);
    const agency = parseAgencyCode('H26.149') as AgencyCode;
    expect(formatOfficialCode({ agency, day: '2026-07-15' as BusinessDay, number: 10_000 })).toBeNull();
    expect(formatOfficialCode({ agency, day: '2026-07-15' as BusinessDay, number: 7 })).toBe('H26.149-260715-0007');
    expect(parseAgencyCode('Phú Xuyên')).toBeNull();
  });

  it('never makes the parser throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), code(/^[A-Z0-9.-]{0,40}$/)), (text) => {
      parseDossierCode(text);
      parseReceiptQr(text);
      parseReceiptQr(`MC1:${text}`);
      parseTicketNumber(text);
      parseAgencyCode(text);
    }), { numRuns: 1000 });
  });
});

describe('the QR of a receipt', () => {
  it('is the same after writing and reading, and stays in the small alphabet of QR', () => {
    fc.assert(fc.property(fc.uuid(), fc.oneof(PARTS.map(formatProvisionalCode), OFFICIAL.map(formatOfficialCode)), (uuid, written) => {
      if (written === null) throw new Error('in range');
      const text = formatReceiptQr(uuid as DossierId, written);
      expect(text).toMatch(/^[0-9A-Z $%*+./:-]+$/);
      expect(parseReceiptQr(text)).toEqual({ dossierId: uuid, code: parseDossierCode(written) });
    }));
  });

  it('is not read without a real code or with a torn id', () => {
    const whole = formatReceiptQr('0198a5c0-0000-7000-8000-000000000001' as DossierId, formatProvisionalCode({
      commune: 'T149' as CommuneId, station: 'K3' as StationId, number: 127,
    }) as never);
    expect(parseReceiptQr(whole)).not.toBeNull();
    for (let length = 0; length < whole.length; length += 1) expect(parseReceiptQr(whole.slice(0, length))).toBeNull();
  });
});

describe('a ticket number', () => {
  it('is the same after writing and reading', () => {
    fc.assert(fc.property(code(/^[A-Z]$/), fc.integer({ min: 1, max: 999 }), (letter, number) => {
      const written = formatTicketNumber(letter as FieldCode, number);
      expect(written).toMatch(/^[A-Z]\d{3}$/);
      expect(parseTicketNumber(written ?? '')).toEqual({ field: letter, number });
    }));
  });

  it('ends at 999', () => {
    const field = 'A' as FieldCode;
    expect([1, 999, 1000, 0, 1.5].map((number) => formatTicketNumber(field, number))).toEqual(['A001', 'A999', null, null, null]);
  });

  it('is read as people type it', () => {
    expect([' a1 ', 'b-012', 'C 7', 'A1000', 'A000', 'Đ01', '001'].map((text) => parseTicketNumber(text))).toEqual([
      { field: 'A', number: 1 }, { field: 'B', number: 12 }, { field: 'C', number: 7 }, null, null, null, null,
    ]);
  });
});
