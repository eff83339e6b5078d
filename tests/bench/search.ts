// How long a keystroke takes: in the search over all procedures, and in the counter's search for dossiers among a hundred thousand.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { loadCatalogue } from '../../electron/station/catalogue/load-catalogue.ts';
import { findDossier } from '../../electron/station/commands/dossier/find-dossier.ts';
import { findWords } from '../../electron/station/store/find-words.ts';
import { foldText } from '../../shared/domain/text/fold.ts';
import { TestStation } from '../fakes/test-station.ts';
import { percentile } from './figures.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const DOSSIERS = 100_000;
/** Each is typed letter by letter. */
const TYPED = 60;
const FAMILIES = ['Nguyễn', 'Nguyễn', 'Nguyễn', 'Nguyễn', 'Trần', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ'];
const MIDDLES = ['Thị', 'Thị', 'Thị', 'Văn', 'Văn', 'Đức', 'Ngọc', 'Minh', 'Thị Thu', 'Quang'];
const GIVEN = ['Lan', 'Huệ', 'Hồng', 'Mai', 'Đào', 'Hùng', 'Dũng', 'Cường', 'Tuấn', 'Phương', 'Oanh', 'Yến', 'Khánh', 'Thảo', 'Trang', 'Sơn', 'Nghĩa', 'Quỳnh', 'Liễu', 'Uyên', 'Ước', 'Ẩn', 'Bích', 'Châu'];
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
  readonly dossierKeystrokes: number;
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
    dossiers: DOSSIERS, dossierKeystrokes: found.length, dossierMs: { p50: at(found, 0.5), p95: at(found, 0.95) },
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

/** What the dialog asks as somebody types codes, running numbers, names whole and in part, telephones and ID numbers. */
async function timeDossiers(): Promise<readonly number[]> {
  await using station = new TestStation();
  const { database } = station.context;
  database.write((store) => {
    for (let n = 0; n < DOSSIERS; n += 1) {
      const id = n.toString(16).padStart(8, '0');
      const tail = n.toString(16).padStart(12, '0');
      store.run(
        `INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op, words)
         VALUES ($dossierId, $visitId, $provisional, $official, '1.001193', 'Đăng ký khai sinh', $name, $idNumber, 'A001', $counter, 2, $at, $at + 86400000, $op, $words)`,
        {
          dossierId: `${id}-0003-7000-8000-${tail}`, visitId: `${id}-0002-7000-8000-${tail}`, op: `${id}-0010-7000-8000-${tail}`, provisional: provisionalOf(n), official: officialOf(n), name: nameOf(n), idNumber: numberOf(n), counter: (n % 5) + 1, at: n * 500_000,
          words: findWords({ texts: [provisionalOf(n), officialOf(n), nameOf(n), phoneOf(n)], numbers: [numberOf(n)] }),
        },
      );
    }
  });
  const one = (index: number): number => (index * 7919 + 13) % DOSSIERS;
  const whole = Array.from({ length: TYPED }, (_, index) => {
    const n = one(index);
    const name = foldText(nameOf(n));
    return [officialOf(n), officialOf(n).slice(-4), name, name.split(' ').slice(1).join(' '), `${name.split(' ').at(-1) ?? ''} ${name.split(' ')[0] ?? ''}`, phoneOf(n), numberOf(n), provisionalOf(n)][index % 8] ?? '';
  });
  return timed(whole.flatMap((text) => Array.from(text, (_letter, index) => text.slice(0, index + 1))).filter((text) => text.trim() !== ''), (text) => void findDossier(station.context, { text }, { role: 'admin' }));
}

const place = (n: number, list: readonly string[], by: number): string => list[Math.floor(n / by) % list.length] ?? '';
const nameOf = (n: number): string => `${place(n * 7, FAMILIES, 1)} ${place(n * 13, MIDDLES, 3)} ${place(n * 29, GIVEN, 7)}`;
/** 27 a day. */
const officialOf = (n: number): string => `H26.149-${String(200_101 + Math.floor(n / 27) * 3)}-${String((n % 27) + 1).padStart(4, '0')}`;
const provisionalOf = (n: number): string => `T149-K1-${String(n + 1).padStart(6, '0')}-X`;
const phoneOf = (n: number): string => `0900${String((n * 7_777) % 1_000_000).padStart(6, '0')}`;
/** Nobody's: no province has it. */
const numberOf = (n: number): string => `${900_000 + Math.floor(n / 99)}${String((n % 99) + 1).padStart(6, '0')}`;
