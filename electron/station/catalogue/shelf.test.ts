// A catalogue that comes is taken whole or not at all, holds from then on, also after a start, and what was begun before it goes on with the old one.

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommuneId, EpochMs, ProcedureCode } from '../../../shared/base/ids.ts';
import { CatalogueShelf } from './shelf.ts';
import type { OfferedCatalogue } from './shelf.ts';

const BIRTH = '1.001193' as ProcedureCode;
const DEATH = '1.000656' as ProcedureCode;
const OURS = 'T149' as CommuneId;
let place: string;
let now: number;
let lost: string[];

beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'shelf-'));
  now = 1000;
  lost = [];
  writeFileSync(path.join(place, 'procedures.json'), catalogue('2026-07', [entry(BIRTH, '8.000 đồng'), entry(DEATH, 'Miễn phí')]));
  writeFileSync(path.join(place, 'synonyms.json'), JSON.stringify({ ignored: [], fillers: [], people: [], meanings: [], sectors: [] }));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function entry(code: ProcedureCode, feeText: string): object {
  return { code, name: `Thủ tục ${code}`, field: 'A', sector: 'Hộ tịch', timeLimit: { unit: 'unstated', text: '' }, feeText, papers: [], result: '', origin: 'portal' };
}

function catalogue(asOf: string, procedures: readonly object[]): string {
  return JSON.stringify({ version: 2, source: 'x', asOf, procedures, titles: [] });
}

function offer(edition: number, text: string, changed: Partial<OfferedCatalogue> = {}): OfferedCatalogue {
  return { origin: 'city', edition, commune: null, sha256: createHash('sha256').update(text).digest('hex'), packed: gzipSync(text), ...changed };
}

function open(): CatalogueShelf {
  return new CatalogueShelf({ resources: place, folder: path.join(place, 'held'), commune: OURS, now: () => now as EpochMs, breathe: () => Promise.resolve(), onLost: (code) => lost.push(code) });
}

const NEWER = catalogue('2026-08', [entry(BIRTH, '10.000 đồng')]);

describe('a catalogue of the city', () => {
  it('holds at once and after a start; what was begun before it, and what has ended, is read as it was', async () => {
    const shelf = open();
    await shelf.take(offer(3, NEWER));
    for (const each of [shelf, open()]) {
      expect(each.read(BIRTH)?.feeText).toBe('10.000 đồng');
      expect(each.read(BIRTH, 999 as EpochMs)?.feeText).toBe('8.000 đồng');
      expect(each.read(DEATH)?.feeText).toBe('Miễn phí');
      expect(each.search('1.000656', null, 5).procedures.map(({ code }) => code)).not.toContain(DEATH);
      expect(each.changes()).toMatchObject([{ code: BIRTH, kind: 'changed', differences: [{ what: 'fee', before: '8.000 đồng', after: '10.000 đồng' }] }, { code: DEATH, kind: 'ended' }]);
      expect(each.note).toMatchObject({ highest: 3, refused: null });
    }
  });

  const bad: readonly (readonly [string, string, OfferedCatalogue])[] = [
    ['cut in half', 'catalogue.broken', offer(4, NEWER, { packed: gzipSync(NEWER).subarray(0, 60) })],
    ['of another hash', 'catalogue.broken', offer(4, NEWER, { sha256: '0'.repeat(64) })],
    ['of an edition that it had', 'catalogue.older', offer(3, NEWER)],
    ['of older data', 'catalogue.older', offer(4, catalogue('2026-06', [entry(BIRTH, 'x')]))],
    ['of another commune', 'catalogue.other-commune', offer(4, NEWER, { commune: 'T150' as CommuneId })],
    ['that is a bomb', 'catalogue.too-large', offer(4, '', { packed: gzipSync(Buffer.alloc(50 * 1024 * 1024, 32)), sha256: null })],
    ['with a code twice', 'catalogue.unreadable', offer(4, catalogue('2026-09', [entry(BIRTH, 'x'), entry(BIRTH, 'y')]))],
  ];
  it.each(bad)('%s is refused with %s, which is remembered, and the one that held goes on', async (_what, code, offered) => {
    const shelf = open();
    await shelf.take(offer(3, NEWER));
    await expect(shelf.take(offered)).rejects.toMatchObject({ code });
    expect(open().note.refused).toMatchObject({ edition: offered.edition, code });
    expect(open().read(BIRTH)?.feeText).toBe('10.000 đồng');
  });

  it('is not taken again after going back', async () => {
    const shelf = open();
    await shelf.take(offer(3, NEWER));
    now = 2000;
    await shelf.goBack();
    expect(open().read(BIRTH)?.feeText).toBe('8.000 đồng');
    await expect(shelf.take(offer(3, NEWER))).rejects.toMatchObject({ code: 'catalogue.older' });
    await shelf.goBack();
    expect(open().read(BIRTH)?.feeText).toBe('10.000 đồng');
  });

  it('that is damaged on the disk is told, and the shipped one holds', async () => {
    await open().take(offer(3, NEWER));
    const held = readdirSync(path.join(place, 'held')).find((name) => name.endsWith('.gz')) ?? '';
    writeFileSync(path.join(place, 'held', held), readFileSync(path.join(place, 'held', held)).subarray(0, 40));
    expect(open().read(BIRTH)?.feeText).toBe('8.000 đồng');
    expect(lost).toEqual(['catalogue.broken']);
  });
});
