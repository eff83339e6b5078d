// A catalogue that comes is taken whole or not at all, holds from then on, also after a start, and what was begun before it goes on with the old one.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommuneId, EpochMs, ProcedureCode } from '../../../shared/base/ids.ts';
import { CatalogueShelf } from './shelf.ts';
import type { OfferedCatalogue } from './shelf-parts.ts';

const BIRTH = '1.001193' as ProcedureCode;
const DEATH = '1.000656' as ProcedureCode;
const OURS = 'T149' as CommuneId;
let place: string;
let now: number;
let lost: string[];
let left: string[];
let changed: number;

beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'shelf-'));
  now = 1000;
  lost = [];
  left = [];
  changed = 0;
  writeFileSync(path.join(place, 'procedures.json'), catalogue('2026-07', [entry(BIRTH, '8.000 đồng'), entry(DEATH, 'Miễn phí')]));
  writeFileSync(path.join(place, 'synonyms.json'), JSON.stringify({ ignored: [], fillers: [], people: [], mishaps: [], meanings: [], sectors: [] }));
  writeFileSync(path.join(place, 'told.json'), '{}');
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
  return new CatalogueShelf({ resources: place, folder: path.join(place, 'held'), commune: OURS, now: () => now as EpochMs, breathe: () => Promise.resolve(), onLost: (code) => lost.push(code), onLeft: (name) => left.push(name), onChange: () => void (changed += 1) });
}

let orders = 0;
function goBack(shelf: CatalogueShelf): Promise<void> {
  return shelf.goBack({ requestId: `order-${(orders += 1)}`, since: shelf.since, reason: 'nhầm bản' });
}

const NEWER = catalogue('2026-08', [entry(BIRTH, '10.000 đồng')]);

it('a start serves names at once, and learns the stories between other work', async () => {
  writeFileSync(path.join(place, 'told.json'), JSON.stringify({ [BIRTH]: ['vợ em vừa sinh cháu trai', 'nhà em vừa sinh cháu gái'] }));
  const shelf = open();
  const asked = (): readonly string[] => shelf.search('vợ em vừa sinh cháu', null, 3).procedures.map(({ code }) => code);
  expect([asked(), shelf.read(BIRTH)?.code]).toEqual([[], BIRTH]);
  await vi.waitFor(() => expect(asked()).toEqual([BIRTH]));
  await shelf.take(offer(3, NEWER));
  expect(asked()).toEqual([BIRTH]);
});

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
    await goBack(shelf);
    expect(open().read(BIRTH)?.feeText).toBe('8.000 đồng');
    await expect(shelf.take(offer(3, NEWER))).rejects.toMatchObject({ code: 'catalogue.older' });
    await goBack(shelf);
    expect(open().read(BIRTH)?.feeText).toBe('10.000 đồng');
  });

  it('is what a dossier of its time goes on with, also after going back and after the next one', async () => {
    const shelf = open();
    await shelf.take(offer(3, NEWER));
    now = 2000;
    await goBack(shelf);
    now = 3000;
    await shelf.take(offer(4, catalogue('2026-09', [entry(BIRTH, '12.000 đồng')])));
    for (const each of [shelf, open()]) expect([999, 1000, 1999, 2000, 2999, 3000].map((at) => each.read(BIRTH, at as EpochMs)?.feeText)).toEqual(['8.000 đồng', '10.000 đồng', '10.000 đồng', '8.000 đồng', '8.000 đồng', '12.000 đồng']);
  });

  it('keeps four catalogues before the one that holds, and reads with the oldest of them what is older', async () => {
    const shelf = open();
    for (let edition = 1; edition <= 7; edition += 1) {
      now = edition * 1000;
      await shelf.take(offer(edition, catalogue('2026-08', [entry(BIRTH, `${edition}.000 đồng`)])));
    }
    expect(readdirSync(path.join(place, 'held')).filter((name) => name.endsWith('.gz'))).toHaveLength(5);
    expect([500, 3500, 4500, 6500, 7500].map((at) => open().read(BIRTH, at as EpochMs)?.feeText)).toEqual(['3.000 đồng', '3.000 đồng', '4.000 đồng', '6.000 đồng', '7.000 đồng']);
  });

  it('with the same content under a higher number changes nothing but the number', async () => {
    const shelf = open();
    await shelf.take(offer(3, NEWER));
    now = 2000;
    await shelf.take(offer(5, NEWER));
    for (const each of [shelf, open()]) expect([each.note.current?.edition, each.note.highest, each.since, each.changes().length, each.before?.held]).toEqual([5, 5, 1000, 2, null]);
  });

  it('that cannot be kept is refused with a code, remembered although that cannot be kept either, and the one that held goes on', async () => {
    const shelf = open();
    writeFileSync(path.join(place, 'held'), 'a file where the folder would be');
    await expect(shelf.take(offer(3, NEWER))).rejects.toMatchObject({ name: 'UnfitCatalogue', code: 'catalogue.not-kept' });
    expect(shelf.note).toMatchObject({ highest: 0, refused: { edition: 3, code: 'catalogue.not-kept' } });
    expect(shelf.read(BIRTH)?.feeText).toBe('8.000 đồng');
    rmSync(path.join(place, 'held'));
    await shelf.take(offer(3, NEWER));
    expect(open().note).toMatchObject({ highest: 3, refused: null });
  });

  it('holds although what is left over beside it cannot be swept away, which is told', async () => {
    mkdirSync(path.join(place, 'held', 'in-the-way'), { recursive: true });
    const shelf = open();
    await shelf.take(offer(3, NEWER));
    for (const each of [shelf, open()]) expect(each.read(BIRTH)?.feeText).toBe('10.000 đồng');
    expect(left).toEqual(['in-the-way']);
  });

  it('shows an officer what is otherwise than in the one that he saw last, and nothing once he has seen it, also after a start', async () => {
    const shelf = open();
    expect(shelf.unseenBy('lan')).toEqual([]);
    await shelf.take(offer(3, NEWER));
    shelf.seen('lan', 1000 as EpochMs);
    now = 2000;
    await shelf.take(offer(4, catalogue('2026-09', [entry(BIRTH, '12.000 đồng')])));
    for (const each of [shelf, open()]) {
      expect(each.unseenBy('lan')).toMatchObject([{ code: BIRTH, differences: [{ before: '10.000 đồng', after: '12.000 đồng' }] }]);
      expect(each.unseenBy('mai')).toMatchObject([{ code: BIRTH, differences: [{ before: '8.000 đồng', after: '12.000 đồng' }] }, { code: DEATH, kind: 'ended' }]);
    }
    expect(() => shelf.seen('lan', 1000 as EpochMs)).toThrow('catalogue.moved-on');
    shelf.seen('lan', 2000 as EpochMs);
    expect([shelf.unseenBy('lan'), open().unseenBy('lan')]).toEqual([[], []]);
  });

  it('has been seen by more people than are remembered, and is still read after a start', async () => {
    await open().take(offer(3, NEWER));
    const file = path.join(place, 'held', 'shelf.json');
    writeFileSync(file, JSON.stringify({ ...open().note, seenBy: Array.from({ length: 500 }, (_none, person) => ({ who: `counter-${person}`, since: 1000 })) }));
    const shelf = open();
    for (const person of ['counter-500', 'counter-501']) shelf.seen(person, 1000 as EpochMs);
    expect([lost, open().unseenBy('counter-501').length, open().unseenBy('counter-0').length]).toEqual([[], 0, 2]);
  });

  it('is left once by an order that comes twice, with its reason, and not at all by one that was given over another', async () => {
    const shelf = open();
    await expect(goBack(shelf)).rejects.toMatchObject({ code: 'catalogue.nothing-before' });
    await shelf.take(offer(3, NEWER));
    const order = { requestId: 'one', since: shelf.since, reason: 'sai lệ phí' };
    now = 2000;
    await shelf.goBack(order);
    await open().goBack(order);
    await expect(shelf.goBack({ ...order, requestId: 'two' })).rejects.toMatchObject({ code: 'catalogue.moved-on' });
    expect([open().read(BIRTH)?.feeText, open().note.back?.reason, changed]).toEqual(['8.000 đồng', 'sai lệ phí', 2]);
  });

  it('is read out of a note of the first format', async () => {
    await open().take(offer(3, NEWER));
    const file = path.join(place, 'held', 'shelf.json');
    const { current, highest, refused } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ format: 1, current, before: null, since: 1000, highest, refused, seenBy: [2] }));
    const shelf = open();
    expect([lost, shelf.unseenBy('counter-2'), shelf.read(BIRTH)?.feeText, shelf.read(BIRTH, 999 as EpochMs)?.feeText]).toEqual([[], [], '10.000 đồng', '8.000 đồng']);
  });

  it('that was refused before its fault had a kind is remembered by its code, without the English sentence that stood for its place', async () => {
    await open().take(offer(3, NEWER));
    const file = path.join(place, 'held', 'shelf.json');
    writeFileSync(file, JSON.stringify({ ...open().note, refused: { edition: 4, code: 'catalogue.unreadable', where: 'the catalogue is not whole', at: 1000 } }));
    expect(open().note.refused).toEqual({ edition: 4, code: 'catalogue.unreadable', where: '', fault: null, at: 1000 });
  });

  it('that is damaged on the disk is told, and the shipped one holds', async () => {
    await open().take(offer(3, NEWER));
    const held = readdirSync(path.join(place, 'held')).find((name) => name.endsWith('.gz')) ?? '';
    writeFileSync(path.join(place, 'held', held), readFileSync(path.join(place, 'held', held)).subarray(0, 40));
    expect(open().read(BIRTH)?.feeText).toBe('8.000 đồng');
    expect(lost).toEqual(['catalogue.broken']);
  });
});
