// A stack with cover sheets through the virtual feeder of a whole point: printed, laid on the papers, scanned, taken apart; also over a station that is killed in the middle.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scanOf } from '../../fakes/laid-sheet.ts';
import type { PracticePoint } from '../../../electron/practice/point.ts';
import { createPaperPress } from '../../../electron/station/devices/paper/press.ts';
import { parsePaperTexts } from '../../../electron/station/devices/paper/texts.ts';
import type { FieldCode, VisitId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { formatCoverSheet } from '../../../shared/domain/card/cover-sheet.ts';
import type { Window } from '../../morning/window.ts';
import { Machine, startDevices } from './machine.ts';

const press = createPaperPress(384, parsePaperTexts(readFileSync(new URL('../../../resources/texts/paper.vi.json', import.meta.url), 'utf8')));

let practice: PracticePoint;
let machine: Machine;
let kiosk: Window;
let desk: Window;
let procedure: Procedure;
beforeAll(async () => {
  practice = await startDevices([1]);
  machine = new Machine({ devices: practice.deviceSettings() });
  await machine.start();
  await openWindows();
  const { procedures } = await desk.call('procedure.search', { text: 'khai sinh', field: null, limit: 20 });
  const known = await Promise.all(procedures.map(({ code }) => desk.call('procedure.read', { code })));
  procedure = must(known.find(({ papers }) => papers.length >= 3), 'one of them asks for three papers');
});
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await practice[Symbol.asyncDispose]();
});

async function openWindows(): Promise<void> {
  [kiosk, desk] = await Promise.all([machine.open('kiosk'), machine.open('counter-1')]);
  await kiosk.until('the devices', async () => ((await kiosk.call('status.read', {})).devices.filter(({ kind }) => kind === 'ready').length === 3 ? true : null));
}
afterEach(async () => {
  const open = await desk.call('visit.read', {});
  if (open !== null) await desk.call('ticket.finish', { ticketId: open.ticketId });
});

/** Pages are drawn, scanned, sealed, looked at: a machine with much else to do takes minutes for it. */
const LONG_MS = 240_000;
const scanner = () => must(practice.counters[0], 'counter 1 has devices').scanner;
const paperId = (place: number): string => must(procedure.papers[place], 'it asks for it').paperId;
const visit = async (): Promise<Visit> => must(await desk.call('visit.read', {}), 'somebody is at the counter');
const settled = (pages: number): Promise<Visit> =>
  desk.until('every page to be known for what it is', async () => {
    const now = await visit();
    return now.scan.kind !== 'scanning' && now.unread === 0 && now.papers.reduce((sum, paper) => sum + paper.pages.length, now.sheets.length) === pages ? now : null;
  }, { limitMs: LONG_MS });
/** How many pages stand at which paper. */
const shown = ({ papers }: Visit): Record<string, number> => Object.fromEntries(papers.filter(({ pages }) => pages.length > 0).map((paper) => [paper.paperId, paper.pages.length]));

async function serve(): Promise<VisitId> {
  await kiosk.call('ticket.issue', { requestId: randomUUID(), field: 'A' as FieldCode, priority: 'none', procedureCode: null });
  const visitId = must((await desk.call('queue.next', {})).visitId, 'somebody was waiting');
  await desk.call('visit.choose-procedure', { visitId, procedureCode: procedure.code });
  return visitId;
}
async function leave(): Promise<void> {
  await desk.call('ticket.finish', { ticketId: (await visit()).ticketId });
}
/** A cover sheet as it lies in the feeder; `of` defaults to the visit. */
async function sheet(of: VisitId, place: number, turned: number): Promise<Uint8Array> {
  const qr = must(formatCoverSheet({ of: 'visit', visitId: of, paperId: paperId(place) }), 'a paper of the catalogue');
  return await scanOf(press.drawCover({ unitName: 'Điểm phục vụ', number: 'A001', paperName: 'Giấy tờ', procedureName: procedure.name, place: place + 1, places: procedure.papers.length, qr, isExample: true }), { turned, isDirty: true });
}

describe('a stack in the feeder', () => {
  it('comes to the papers that its sheets name; a stranger’s sheet binds nothing, and the dossier waits for the officer', async () => {
    const before = await serve();
    await leave();
    const visitId = await serve();
    scanner().lay([null, await sheet(visitId, 1, -6), null, null, await sheet(visitId, 2, 184), null, await sheet(before, 0, 2), null]);
    await desk.call('visit.scan', { visitId, paperId: paperId(0), source: 'feeder' });
    const now = await settled(8);
    expect(shown(now)).toEqual({ [paperId(0)]: 1, [paperId(1)]: 2, [paperId(2)]: 1, '': 1 });
    expect(now.sheets.map(({ kind, paperId: to, why, label }) => [kind, to, why, label])).toEqual([['cover', paperId(1), null, null], ['cover', paperId(2), null, null], ['refused', null, 'cover.other', 'A001']]);
    const stray = must(now.papers.find((paper) => paper.paperId === '')?.pages[0], 'the page behind it');
    const moved = await desk.call('visit.move-page', { visitId, pageId: stray.pageId, paperId: paperId(2) });
    expect(shown(moved)).toEqual({ [paperId(0)]: 1, [paperId(1)]: 2, [paperId(2)]: 2 });
  }, LONG_MS);

  it('is taken apart once over a station that is killed while it is looked through', async () => {
    const visitId = await serve();
    scanner().lay([await sheet(visitId, 1, 5), null, await sheet(visitId, 2, -5), null, null]);
    await desk.call('visit.scan', { visitId, paperId: paperId(0), source: 'feeder' });
    await desk.until('all pages to be safe', async () => ((await visit()).scan.kind === 'idle' ? true : null));
    await machine.killStation();
    await desk.until('the station to be back', async () => await desk.call('status.read', {}).then(() => true, () => null));
    expect(shown(await settled(5))).toEqual({ [paperId(1)]: 1, [paperId(2)]: 2 });
  }, LONG_MS);
});

describe('a printed sheet', () => {
  it('comes out of the ticket printer and leads its stack', async () => {
    const visitId = await serve();
    const printers = await desk.call('cover.printers', {});
    expect(printers.roll).toBe(true);
    const asked = await desk.call('cover.print', { visitId, paperIds: [paperId(1)], printer: { kind: 'roll' } });
    expect(asked.covers.map(({ paperId: of }) => of)).toEqual([paperId(1)]);
    await desk.until('the sheet to be printed', async () => ((await visit()).covers[0]?.print.state === 'printed' ? true : null));
    const paper = must(practice.printer.pages().at(-1), 'it lies in the tray');
    scanner().lay([await scanOf(paper, { turned: 3 }), null]);
    await desk.call('visit.scan', { visitId, paperId: paperId(0), source: 'feeder' });
    expect(shown(await settled(2))).toEqual({ [paperId(1)]: 1 });
  }, LONG_MS);
});
