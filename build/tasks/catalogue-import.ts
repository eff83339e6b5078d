// `npm run catalogue:import -- FILE [--whole OUT]`: makes resources/catalogue/procedures.json from a copy of the national portal's procedure pages (JSON lines, gzip or plain).

import { readFileSync, writeFileSync } from 'node:fs';
import { must } from '../../shared/base/must.ts';
import { catalogueFileSchema, titlesOf } from '../../shared/contract/catalogue-file.ts';
import type { CatalogueEntry, CatalogueFile } from '../../shared/contract/catalogue-file.ts';
import { convertPage } from '../catalogue/convert.ts';
import { importReport, wholePage } from '../catalogue/import-report.ts';
import { levelOf, portalPages, readText, UnreadableFile } from '../catalogue/portal-page.ts';
import { selectionSchema, supplementSchema } from '../catalogue/selection.ts';

const AS_OF = '2026-07';
const SOURCE = 'Cổng Dịch vụ công quốc gia, trang công khai của từng thủ tục; tên giấy tờ và các bước được rút gọn';
const target = new URL('../../resources/catalogue/procedures.json', import.meta.url);

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../catalogue/${name}`, import.meta.url), 'utf8'));
}

function refuse(sentence: string): never {
  console.error(`${sentence}; nothing was written`);
  process.exit(1);
}

/** The same parts on lines of their own, so that a change of one procedure is one line of a comparison. */
function asText({ procedures, titles, ...head }: CatalogueFile): string {
  const lines = (list: readonly unknown[]): string => list.map((entry) => `  ${JSON.stringify(entry, (key, value: unknown) => (value === null || (key === 'note' && value === '') || ((key === 'originals' || key === 'copies') && value === 0) ? undefined : value))}`).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},\n "procedures": [\n${lines(procedures)}\n ],\n "titles": [\n${lines(titles)}\n ]\n}\n`;
}

const [file, option, whole] = process.argv.slice(2);
if (file === undefined || (option !== undefined && (option !== '--whole' || whole === undefined))) {
  console.error('usage: npm run catalogue:import -- FILE [--whole OUT]   (one JSON object a line, one procedure page an object; gzip or plain; OUT gets every page taken apart, nothing shortened)');
  process.exit(2);
}

const selection = selectionSchema.parse(readJson('selection.json'));
const supplement = supplementSchema.parse(readJson('supplement.json')).map((procedure): CatalogueEntry => ({ ...procedure, level: 'commune', origin: 'supplement' }));
const pages = (() => {
  try {
    return portalPages(readText(file), file);
  } catch (error) {
    return error instanceof UnreadableFile ? refuse(error.message) : refuse(`${file} could not be read: ${error instanceof Error ? error.message : 'unknown'}`);
  }
})();
const byCode = new Map(pages.map((page) => [page.code, page]));
const missing = selection.filter(({ code }) => !byCode.has(code)).map(({ code }) => code);
if (missing.length > 0) refuse(`${file} has no page for ${missing.join(', ')}`);

const chosen = new Set(selection.map(({ code }) => code));
const supplemented = new Set(supplement.map(({ code }) => code));
const converted = pages.filter(({ code }) => !supplemented.has(code)).map((page) => ({ page, level: levelOf(page), ...convertPage(page, selection.find(({ code }) => code === page.code)) }));
const entryOf = new Map(converted.map(({ entry }) => [entry.code, entry]));

/** In the order of the queue's letters: the selection's order first, then what the commune decides alone; what is known by title only comes last. */
const own = converted.filter(({ level, entry }) => level !== 'other' && !chosen.has(entry.code)).sort((a, b) => Number(a.level === 'shared') - Number(b.level === 'shared'));
const procedures = [...selection.map(({ code }) => must(entryOf.get(code), 'missing pages were told above')), ...own.map(({ entry }) => entry), ...supplement].sort((a, b) => a.field.localeCompare(b.field));
const inside = new Set(procedures.map(({ code }) => code));
const bySector = new Map<string, CatalogueFile['titles'][number]>();
for (const { entry: { code, name, field, sector } } of converted.filter(({ entry }) => !inside.has(entry.code))) {
  const titles = bySector.get(sector) ?? { field, sector, procedures: [] };
  titles.procedures.push([code, name]);
  bySector.set(sector, titles);
}
const titles = [...bySector.values()];
const catalogue = catalogueFileSchema.parse({ version: 2, source: SOURCE, asOf: AS_OF, procedures, titles });
const text = asText(catalogue);
writeFileSync(target, text);
if (whole !== undefined) writeFileSync(whole, pages.map((page) => `${JSON.stringify(wholePage(page))}\n`).join(''));
for (const line of importReport(converted)) console.log(line);
console.log(`${procedures.length} procedures with their facts (${supplement.length} of them by title only) and ${titlesOf(catalogue).length} titles for looking up, ${Buffer.byteLength(text)} bytes.`);
