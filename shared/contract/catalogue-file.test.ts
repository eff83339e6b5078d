// The shipped catalogue and its everyday words: they parse, they read well, and people find the usual procedures by how they speak.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { searchProcedures } from '../domain/procedure/search.ts';
import { procedureIndex } from '../domain/procedure/search-index.ts';
import { everydaySpeech } from '../domain/procedure/everyday-speech.ts';
import { catalogueFileSchema, parseCatalogue, synonymFileSchema, titlesOf, toldFileSchema } from './catalogue-file.ts';

const textOf = (name: string): string => readFileSync(new URL(`../../resources/catalogue/${name}`, import.meta.url), 'utf8');
const read = (name: string): unknown => JSON.parse(textOf(name));
const CATALOGUE = catalogueFileSchema.parse(read('procedures.json'));
const SYNONYMS = synonymFileSchema.parse(read('synonyms.json'));
const TOLD = toldFileSchema.parse(read('told.json'));
const INDEX = procedureIndex([...CATALOGUE.procedures, ...titlesOf(CATALOGUE)], everydaySpeech(SYNONYMS, TOLD));
const first = (text: string): string | undefined => searchProcedures(INDEX, { text, field: null, limit: 1 }).found[0]?.code;

describe('the shipped catalogue', () => {
  it('holds the facts of every procedure of commune level and the titles of the others, in every field that takes dossiers', () => {
    const fromPortal = CATALOGUE.procedures.filter((procedure) => procedure.origin === 'portal');
    expect(fromPortal.length).toBeGreaterThanOrEqual(588);
    expect(titlesOf(CATALOGUE).length).toBeGreaterThanOrEqual(2000);
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

  it('has everyday words that no procedure is named by, each said once', () => {
    const phrases = SYNONYMS.meanings.flatMap(({ said, means }) => [...said, ...means]);
    expect(phrases.filter((phrase) => /\d\.\d{6}/.test(phrase))).toEqual([]);
  });

  it('has sentences of people for the procedures of a commune, each said once of a procedure, with no number of a card or telephone and no name of anybody in them', () => {
    const known = new Set(CATALOGUE.procedures.map(({ code }) => code));
    expect(Object.keys(TOLD).filter((code) => !known.has(code as (typeof CATALOGUE.procedures)[0]['code']))).toEqual([]);
    expect(Object.keys(TOLD).length).toBeGreaterThanOrEqual(580);
    for (const [code, sentences] of Object.entries(TOLD)) expect([code, new Set(sentences).size]).toEqual([code, sentences.length]);
    const texts = Object.values(TOLD).flat();
    expect(texts.filter((text) => /\d{6}|\p{Lu}\p{Ll}+ (Văn|Thị) \p{Lu}|Nguyễn |\s\s|\uFFFD/u.test(text) || text !== text.normalize('NFC') || text !== text.trim())).toEqual([]);
  });

  it.each([
    ['lam giay khai sinh', '1.001193'], ['sao y', '2.000815'], ['cong chung', '2.000815'], ['doc than', '1.004873'], ['ket hon', '1.000894'], ['bao tu', '1.000656'],
    ['so do', '1.013978'], ['xay nha', '1.013225'], ['tach so', '1.012784'], ['ho ngheo', '1.011607'], ['mo quan', '1.001612'], ['tạm trú', '1.004194'], ['di chuc', '2.001019'],
  ])('is searched by %j and answers %s first', (said, code) => {
    expect(first(said)).toBe(code);
  });

  it('answers each title with its own procedure among the first three, or with one of the same title', () => {
    const lost = CATALOGUE.procedures.filter(({ code, name }) => !searchProcedures(INDEX, { text: name, field: null, limit: 3 }).found.some((found) => found.code === code || found.name === name));
    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

describe('a catalogue file', () => {
  it('is refused with a code twice, or two papers of one id', () => {
    const [procedure] = CATALOGUE.procedures;
    const [paper] = procedure?.papers ?? [];
    const file = (procedures: readonly unknown[]): unknown => ({ version: 2, source: 'x', asOf: '2026-07', procedures, titles: [] });
    expect(catalogueFileSchema.safeParse(file([procedure])).success).toBe(true);
    expect(catalogueFileSchema.safeParse(file([procedure, procedure])).success).toBe(false);
    expect(catalogueFileSchema.safeParse(file([{ ...procedure, papers: [paper, paper] }])).success).toBe(false);
  });

  it('cut in half, or with a wrong field, is refused with a sentence that says where', () => {
    const text = textOf('procedures.json');
    const refusal = (of: string): string => {
      const parsed = parseCatalogue(of);
      return 'refused' in parsed ? parsed.refused : 'taken';
    };
    expect(refusal(text)).toBe('taken');
    expect(refusal(text.slice(0, text.length / 2))).toMatch(/^the catalogue is not whole: it has \d+ lines and ends with ".+"/u);
    expect(refusal(text.replace('"feeText":"Miễn phí"', '"feeText":7'))).toMatch(/^\d\.\d{6}, feeText: /u);
    expect(refusal(text.replace('"originals":1', '"originals":"một"'))).toMatch(/^2\.000815, papers\.0\.originals: /u);
    expect(refusal('{"version":1}')).toMatch(/^version: /u);
    expect(refusal('[]')).toMatch(/expected object/u);
  });

  it('that ends early is told from one that is whole and wrong, and what is wrong has a kind and a place that belong to no language', () => {
    const text = textOf('procedures.json');
    const told = (of: string): unknown => {
      const parsed = parseCatalogue(of);
      return 'refused' in parsed ? [parsed.fault, parsed.where] : 'taken';
    };
    for (const part of [0, 0.01, 0.25, 0.5, 0.75, 0.99]) expect(told(text.slice(0, text.length * part))).toEqual(['cut', '']);
    expect(told(`${text.slice(0, text.length / 2)}${'\0'.repeat(500)}`)).toEqual(['cut', '']);
    expect(told('PK\u0003\u0004 [{"')).toEqual(['not-json', '']);
    expect(told(text.replace('"feeText":', '"feeText"'))).toEqual(['not-json', '']);
    expect(told(text.replace('"feeText":"Miễn phí"', '"feeText":7'))).toEqual(['type', expect.stringMatching(/^\d\.\d{6}, feeText$/u)]);
    expect(told(text.replace('"feeText":"Miễn phí",', ''))).toEqual(['missing', expect.stringMatching(/^\d\.\d{6}, feeText$/u)]);
    expect(told(text.replace('"originals":1', '"originals":-1'))).toEqual(['range', '2.000815, papers.0.originals']);
    expect(told('{"version":1}')).toEqual(['value', 'version']);
    expect(told('[]')).toEqual(['type', '']);
    const { procedures, ...rest } = CATALOGUE;
    expect(told(JSON.stringify({ ...rest, procedures, more: 1 }))).toEqual(['extra', 'more']);
    expect(told(JSON.stringify({ ...rest, procedures: [...procedures, procedures[0]] }))).toEqual(['twice', procedures[0]?.code]);
    expect(told(JSON.stringify({ ...rest, procedures: procedures.map((each, place) => (place === 0 ? { ...each, papers: [each.papers[0], each.papers[0]] } : each)) }))).toEqual(['twice', `${procedures[0]?.code}, papers`]);
  });
});
