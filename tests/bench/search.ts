// How long a keystroke takes: in the search over all procedures, and where dossiers are found by their codes among a hundred thousand.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { loadCatalogue } from '../../electron/station/catalogue/load-catalogue.ts';
import { findDossier } from '../../electron/station/commands/dossier/find-dossier.ts';
import { foldText } from '../../shared/domain/text/fold.ts';
import { TestStation } from '../fakes/test-station.ts';
import { percentile } from './figures.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const DOSSIERS = 100_000;
const CODES = 500;
const SHOWN = 30;
/** Of the tuning set's queries, one in so many. */
const EACH = 5;

export interface SearchBench {
  readonly procedures: number;
  readonly keystrokes: number;
  /** By the clock, milliseconds. */
  readonly keystrokeMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  /** A keystroke of ours against one look for the same letters in every folded title, which finds neither slips nor everyday words; of the middle and of the 95th percentile. */
  readonly ratioToScan: { readonly p50: number; readonly p95: number };
  readonly dossiers: number;
  readonly dossierMs: { readonly p50: number; readonly p95: number };
}

/** Queries of the tuning set, letter by letter, over the shipped catalogue; the first round warms up. */
export async function benchSearch(): Promise<SearchBench> {
  const catalogue = loadCatalogue(path.join(ROOT, 'resources/catalogue'));
  const queries = z.array(z.object({ query: z.string() })).parse(JSON.parse(readFileSync(path.join(ROOT, 'tests/fixtures/search/tuning.json'), 'utf8')));
  const typed = queries.filter((_query, index) => index % EACH === 0).flatMap(({ query }) => Array.from(query, (_letter, index) => query.slice(0, index + 1)));
  const titles = catalogue.search('', null, Infinity).procedures.map(({ name }) => foldText(name));
  const ours = timed(typed, (text) => void catalogue.search(text, null, SHOWN));
  const scan = timed(typed, (text) => {
    const folded = foldText(text);
    titles.filter((title) => title.includes(folded));
  });
  const at = (times: readonly number[], share: number): number => percentile(times, share);
  const ratio = (share: number): number => Number((at(ours, share) / Math.max(0.01, at(scan, share))).toFixed(2));
  const found = await timeDossiers();
  return {
    procedures: catalogue.size, keystrokes: typed.length, keystrokeMs: { p50: at(ours, 0.5), p95: at(ours, 0.95), p99: at(ours, 0.99) }, ratioToScan: { p50: ratio(0.5), p95: ratio(0.95) },
    dossiers: DOSSIERS, dossierMs: { p50: at(found, 0.5), p95: at(found, 0.95) },
  };
}

function timed(texts: readonly string[], once: (text: string) => void): readonly number[] {
  for (const text of texts) once(text);
  return texts.map((text) => {
    const startedAt = performance.now();
    once(text);
    return performance.now() - startedAt;
  });
}

async function timeDossiers(): Promise<readonly number[]> {
  await using station = new TestStation();
  const { database } = station.context;
  database.write((store) =>
    store.run(
      `INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op)
       WITH RECURSIVE c (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM c WHERE n + 1 < $all)
       SELECT printf('%08x-0003-7000-8000-%012x', n, n), printf('%08x-0002-7000-8000-%012x', n, n), printf('T149-K1-%06d-X', n), printf('H26.149-250102-%06d', n), '1.001193', 'Đăng ký khai sinh', 'Nguyễn Thị Ví Dụ', '001099000001', 'A001', n % 5 + 1, 2, n * 1000, n * 1000 + 86400000, printf('%08x-0010-7000-8000-%012x', n, n) FROM c`,
      { all: DOSSIERS },
    ),
  );
  const codes = Array.from({ length: CODES }, (_, index) => `H26.149-250102-${String((index * 7919) % DOSSIERS).padStart(6, '0')}`);
  return timed(codes, (code) => void findDossier(station.context, { code }, { role: 'admin' }));
}
