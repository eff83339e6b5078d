// The shipped catalogue and its everyday words: they parse, they read well, and people find the usual procedures by how they speak.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { searchProcedures } from '../domain/procedure/search.ts';
import { procedureIndex } from '../domain/procedure/search-index.ts';
import { catalogueFileSchema, synonymFileSchema } from './catalogue-file.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../resources/catalogue/${name}`, import.meta.url), 'utf8'));
const CATALOGUE = catalogueFileSchema.parse(read('procedures.json'));
const SYNONYMS = synonymFileSchema.parse(read('synonyms.json'));
const INDEX = procedureIndex(CATALOGUE.procedures, SYNONYMS);
const first = (text: string): string | undefined => searchProcedures(INDEX, { text, field: null, limit: 1 }).found[0]?.code;

describe('the shipped catalogue', () => {
  it('holds at least sixty procedures from the portal in every field that takes dossiers', () => {
    const fromPortal = CATALOGUE.procedures.filter((procedure) => procedure.origin === 'portal');
    expect(fromPortal.length).toBeGreaterThanOrEqual(60);
    expect([...new Set(fromPortal.map((procedure) => procedure.field))].sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('has short names that begin with a capital letter and carry nothing of the page around them', () => {
    const texts = CATALOGUE.procedures.flatMap((procedure) => [procedure.name, ...procedure.papers.map((paper) => paper.name)]);
    const wrong = texts.filter((text) => text.length > 160 || !/^[\p{Lu}\d“(]/u.test(text) || /Tên giấy tờ|Số lượng|bản chính\d|\.docx?|\.pdf|\s\s|\uFFFD/u.test(text));
    expect(wrong).toEqual([]);
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
  });

  it('asks for every required paper in a number', () => {
    const none = CATALOGUE.procedures.flatMap((procedure) => procedure.papers).filter((paper) => paper.required && paper.originals + paper.copies === 0);
    expect(none).toEqual([]);
  });

  it('gives the same day to birth, death and copies', () => {
    const unitOf = (code: string): string | undefined => CATALOGUE.procedures.find((procedure) => procedure.code === code)?.timeLimit.unit;
    expect(['1.001193', '1.000656', '2.000635', '2.000815'].map(unitOf)).toEqual(['same-day', 'same-day', 'same-day', 'same-day']);
  });

  it('promises no time for what it knows by title only', () => {
    const promised = CATALOGUE.procedures.filter((procedure) => procedure.origin === 'supplement' && procedure.timeLimit.unit !== 'unstated');
    expect(promised).toEqual([]);
  });

  it('knows every procedure that has everyday words', () => {
    const codes = new Set(CATALOGUE.procedures.map((procedure) => procedure.code));
    expect(SYNONYMS.phrases.filter((phrase) => !codes.has(phrase.code))).toEqual([]);
    expect(new Set(SYNONYMS.phrases.map((phrase) => phrase.code)).size).toBe(SYNONYMS.phrases.length);
  });

  it.each([
    ['lam giay khai sinh', '1.001193'], ['sao y', '2.000815'], ['cong chung', '2.000815'], ['doc than', '1.004873'], ['ket hon', '1.000894'], ['bao tu', '1.000656'],
    ['so do', '1.013978'], ['xay nha', '1.013225'], ['tach so', '1.012784'], ['ho ngheo', '1.011607'], ['mo quan', '1.001612'], ['tạm trú', '1.004194'], ['di chuc', '2.001019'],
  ])('is searched by %j and answers %s first', (said, code) => {
    expect(first(said)).toBe(code);
  });

  it('answers each title with its own procedure first', () => {
    expect(CATALOGUE.procedures.filter((procedure) => first(procedure.name) !== procedure.code).map((procedure) => procedure.name)).toEqual([]);
  });
});

describe('a catalogue file', () => {
  it('is refused with a code twice, or two papers of one id', () => {
    const [procedure] = CATALOGUE.procedures;
    const [paper] = procedure?.papers ?? [];
    const file = (procedures: readonly unknown[]): unknown => ({ version: 1, source: 'x', asOf: '2026-07', procedures });
    expect(catalogueFileSchema.safeParse(file([procedure])).success).toBe(true);
    expect(catalogueFileSchema.safeParse(file([procedure, procedure])).success).toBe(false);
    expect(catalogueFileSchema.safeParse(file([{ ...procedure, papers: [paper, paper] }])).success).toBe(false);
  });
});
