// `npm run catalogue:import -- FILE`: makes resources/catalogue/procedures.json from a copy of the national portal's procedure pages (gzip, JSON lines).

import { readFileSync, writeFileSync } from 'node:fs';
import { must } from '../../shared/base/must.ts';
import { catalogueFileSchema } from '../../shared/contract/catalogue-file.ts';
import type { CatalogueEntry } from '../../shared/contract/catalogue-file.ts';
import { convertPage } from '../catalogue/convert.ts';
import { readPortalPages } from '../catalogue/portal-page.ts';
import { selectionSchema, supplementSchema } from '../catalogue/selection.ts';

const AS_OF = '2026-07';
const SOURCE = 'Cổng Dịch vụ công quốc gia, trang công khai của từng thủ tục; tên giấy tờ được rút gọn';
const target = new URL('../../resources/catalogue/procedures.json', import.meta.url);

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../catalogue/${name}`, import.meta.url), 'utf8'));
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run catalogue:import -- FILE   (gzip, one JSON object a line, one procedure page an object)');
  process.exit(2);
}

const selection = selectionSchema.parse(readJson('selection.json'));
const supplement = supplementSchema.parse(readJson('supplement.json')).map((procedure): CatalogueEntry => ({ ...procedure, origin: 'supplement' }));
const pages = await readPortalPages(file, new Set(selection.map((selected) => selected.code)));
const missing = selection.filter((selected) => !pages.has(selected.code)).map((selected) => selected.code);
if (missing.length > 0) {
  console.error(`no page in ${file} for ${missing.join(', ')}; nothing was written`);
  process.exit(1);
}
const entries = selection.map((selected): CatalogueEntry => {
  const { entry, remarks } = convertPage(must(pages.get(selected.code), 'missing pages were told above'), selected);
  for (const remark of remarks) console.log(`${entry.code} ${entry.name.slice(0, 50)}: ${remark}`);
  return entry;
});

/** In the order of the queue's letters, the selection's order inside each; what is known by title only comes last. */
const procedures = [...entries, ...supplement].sort((a, b) => a.field.localeCompare(b.field));
const catalogue = catalogueFileSchema.parse({ version: 1, source: SOURCE, asOf: AS_OF, procedures });
writeFileSync(target, `${JSON.stringify(catalogue, null, 1)}\n`);
const count = (of: (entry: CatalogueEntry) => boolean): number => procedures.filter(of).length;
console.log(
  `${procedures.length} procedures (${supplement.length} by title only), ${procedures.reduce((sum, entry) => sum + entry.papers.length, 0)} papers; ` +
    `${count((entry) => entry.timeLimit.unit === 'same-day')} same day, ${count((entry) => entry.timeLimit.unit === 'unstated')} without a stated time.`,
);
