// The counter window in each of its states, for pictures.

import { createStore } from 'zustand/vanilla';
import type { ReactNode } from 'react';
import type { VisitId } from '../../../shared/base/ids.ts';
import type { SyncState } from '../../../shared/contract/point.ts';
import type { Desk, Print } from '../../../shared/contract/queue.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { localFailure } from '../../../renderer/client/call-failed.ts';
import type { CounterActions, CounterModel } from '../../../renderer/screens/counter/counter-model.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { PageImage, PageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { draftOf } from '../../../renderer/screens/counter/person/person-draft.ts';
import type { Findings, ProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { nothingFound } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { personKey } from '../../../renderer/screens/counter/visit/steps.ts';
import { editing, exampleFields, exampleLetters, exampleNotices, fullCare } from './example-care.ts';
import { cityDetail, dossierModel, erasedDetail, examplePapers, stationDetail, voidedDetail } from './example-dossier.ts';
import { dossierKey } from '../../../renderer/parts/dossier/dossier-core.ts';
import type { DossierModel } from '../../../renderer/parts/dossier/dossier-core.ts';
import { counterModel, failed, fresh, pending, stale } from './example-model.ts';
import {
  badDevices, calledTicket, checkedVisit, COUNTER, exampleDesk, exampleDossier, exampleDossiers, exampleJob, examplePage, examplePerson, examplePrint, exampleProcedure, exampleSheet, exampleVisit, goodDevices, lagOfNone, minutesAgo, NOW, offlineSync, servingDesk, withBlankPages,
} from './example-point.ts';
import { stillActs } from './still.ts';

const still = stillActs as CounterActions;

/** A page with lines on it, as a scanner might give it. */
function pagePicture(number: number): string {
  const lines = Array.from({ length: 18 }, (_, line) => `<rect x="60" y="${170 + line * 44}" width="${420 - ((line * 53 + number * 31) % 170)}" height="10" fill="#9aa5a8"/>`).join('');
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842"><rect width="595" height="842" fill="#fdfcf8"/><rect x="160" y="60" width="275" height="14" fill="#51656b"/><rect x="200" y="96" width="195" height="22" fill="#16282d"/>${lines}</svg>`;
  // As the program shows pages: the policy lets no picture in from an address of its own.
  return URL.createObjectURL(new Blob([page], { type: 'image/svg+xml' }));
}
const pictures: Readonly<Record<string, PageImage>> = {
  ...Object.fromEntries([1, 2, 3, 4].map((number) => [examplePage(number).pageId, { kind: 'image', url: pagePicture(number) }] as const)),
  [examplePage(5).pageId]: { kind: 'loading' },
};
const images: PageImages = { store: createStore(() => pictures), want: () => undefined, keepOnly: () => undefined, close: createStore(() => null), lookClosely: () => undefined };

const usual = [exampleProcedure, { ...exampleProcedure, code: '2.000815', name: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp hoặc chứng nhận', sector: 'Chứng thực' }, { ...exampleProcedure, code: '1.000894', name: 'Đăng ký kết hôn' }, { ...exampleProcedure, code: '1.000656', name: 'Đăng ký khai tử' }, { ...exampleProcedure, code: '1.004837', name: 'Đăng ký giám hộ' }];
function finder(found: Partial<Findings>): ProcedureFinder {
  return { store: createStore(() => ({ ...nothingFound, ...found })), search: () => undefined, read: () => undefined };
}
const usualFound = finder({ text: '', total: usual.length, procedures: usual.map((each) => ({ code: each.code as typeof exampleProcedure.code, name: each.name, field: each.field, sector: each.sector, papers: each.papers.length })), details: { [exampleProcedure.code]: exampleProcedure } });

function counter(desk: Desk, visit: Visit | null, more: Parameters<typeof counterModel>[2] = {}, found: ProcedureFinder = usualFound): ReactNode {
  const model: CounterModel = counterModel(desk, visit, more);
  return <CounterView model={model} act={still} finder={found} images={images} />;
}

/** Nobody at the counter, and a dialog in front. */
export function counterOf(dialog: CounterModel['ui']['dialog']): ReactNode {
  return counter(exampleDesk(), null, { ui: { dialog } });
}

const person = exampleVisit({ person: examplePerson, personSource: 'card' });
const done = { 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0], 'giay-ket-hon': [0, 1] } as const;
const opened = checkedVisit(done, { 'to-khai': [1, 2] }, { state: 'dossier-opened', dossierId: exampleDossier(12).dossierId });
const official = exampleDossier(12, { officialCode: 'H26.149-261124-0012', cityState: 'text-received', pagesAtCity: 1, lag: { ...lagOfNone(2), pages: 2 } });

const key = dossierKey(stationDetail.dossier.dossierId);
const dossiers: Readonly<Record<string, DossierModel>> = {
  reading: dossierModel(stationDetail, { detail: null }),
  unread: dossierModel(stationDetail, { detail: null, failure: localFailure('dossier.unknown') }),
  look: dossierModel(stationDetail, { done: 'correct' }),
  document: dossierModel({ ...cityDetail, document: { parts: 3, pages: 260, due: 0, unread: 2, asIs: 1, gone: 1, overBudget: 4 } }, { fetching: { part: 2, state: { kind: 'coming', percent: 42 } } }),
  'document-missing': dossierModel(cityDetail, { fetching: { part: 1, state: { kind: 'saved', missing: 2 } } }),
  'document-refused': dossierModel(cityDetail, { fetching: { part: 1, state: { kind: 'failed', failure: localFailure('store.failed') } } }),
  city: dossierModel(cityDetail),
  stale: dossierModel(cityDetail, { failure: localFailure('station.unreachable') }),
  voided: dossierModel(voidedDetail),
  erased: dossierModel(erasedDetail),
  move: dossierModel(cityDetail, { pane: 'move' }, { [key]: failed('dossier.move', 'dossier.illegal-move') }),
  pages: dossierModel(cityDetail, { pane: 'pages', done: 'pages', pages: { papers: examplePapers, failure: null, lookedAt: { pageId: examplePage(3).pageId, image: { kind: 'image', url: pagePicture(3) } } } }),
  'pages-choose': dossierModel(cityDetail, { pane: 'pages', pages: { papers: examplePapers, failure: null, lookedAt: null } }),
  'pages-refused': dossierModel(cityDetail, { pane: 'pages', pages: { papers: examplePapers, failure: null, lookedAt: { pageId: examplePage(2).pageId, image: { kind: 'failed', failure: localFailure('page.damaged') } } } }, { [key]: failed('dossier.move-page', 'scan.paper-full') }),
  correct: dossierModel(stationDetail, { pane: 'correct' }),
  note: dossierModel(stationDetail, { pane: 'note' }, { [key]: pending('dossier.note') }),
  void: dossierModel(stationDetail, { pane: 'void' }),
};

const hindrances: Readonly<Record<string, Partial<SyncState>>> = {
  'login-page': { code: 'city.captive-portal' },
  clock: { code: 'city.clock' },
  overloaded: { code: 'city.overloaded' },
  quarantined: { kind: 'refused', code: 'city.quarantined' },
  'new-identity': { kind: 'refused', code: 'city.superseded' },
  update: { kind: 'idle', code: 'city.update-needed', waitingDossiers: 0, waitingScans: 0, waitingEvents: 0 },
};

const coverPrint = (paperId: string, state: Print['state']) => ({ paperId, print: examplePrint(state) });
const coversRefused = checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }, { 'to-khai': [1] }, {
  papers: [...checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }, { 'to-khai': [1] }).papers, { paperId: '', originals: 0, certified: 0, copies: 0, reused: null, pages: [examplePage(2), examplePage(3)] }],
  sheets: [exampleSheet(5, { paperId: 'to-khai' }), exampleSheet(4, { ticket: 'A009' })],
});

/** By name of the state. */
export const counterStates: Readonly<Record<string, ReactNode>> = {
  loading: counter(exampleDesk(), null, { desk: { kind: 'loading' }, visit: { kind: 'loading' } }),
  'nobody-called': counter(exampleDesk(), null),
  'nobody-called-reader-refused': counter(exampleDesk(), null, { ui: { looseRefusal: { code: 'card.no-visit', at: minutesAgo(0) } } }),
  'queue-empty': counter(exampleDesk({ waiting: [], held: [], missed: [] }), null, { ui: { obstacle: { key: 'counter.why.empty', params: {} } }, dossiers: { kind: 'known', value: [], at: NOW, failure: null } }),
  paused: counter(exampleDesk({ state: 'paused', pauseReason: 'meeting' }), null, { ui: { list: 'missed' } }),
  'wait-card': counter(servingDesk, exampleVisit()),
  'wait-card-no-reader': counter(servingDesk, exampleVisit(), { status: { kind: 'known', value: { sync: offlineSync, devices: [...badDevices] }, at: NOW, failure: null }, prints: { kind: 'known', value: [exampleJob(14), exampleJob(11, { what: 'receipt', label: 'T149-K1-000011-B', state: 'unknown', code: 'printer.interrupted' })], at: NOW, failure: null } }),
  'card-refused': counter(servingDesk, exampleVisit({ readerRefusal: { code: 'card.torn', at: minutesAgo(0) } }), { ui: { obstacle: { key: 'counter.why.busy', params: { number: 'A012' } } } }),
  'reader-keyboard': counter(servingDesk, exampleVisit(), { ui: { readerNote: 'keyboard-mode', editing: { draft: { ...draftOf(null), fullName: 'TRẦN THỊ NGỌC ÁNH', idNumber: '0011850000' }, base: null } } }),
  'reader-keyboard-papers': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1, 2] }), { ui: { readerNote: 'keyboard-mode', focusedPaper: 'giay-chung-sinh' } }),
  'reader-receipt': counter(servingDesk, person, { ui: { readerNote: 'card.receipt' } }),
  'reader-in-front': counter(servingDesk, person, { ui: { readerNote: 'card.in-front', dialog: { kind: 'hold' } } }),
  ...Object.fromEntries((['health', 'payment', 'number-only', 'procedure', 'dossier-unknown'] as const).map((kind) => [`card-${kind}`, counter(servingDesk, exampleVisit({ readerRefusal: { code: `card.${kind}`, at: minutesAgo(0) } }))])),
  'reader-no-permission': counter(servingDesk, exampleVisit(), { status: { kind: 'known', value: { sync: offlineSync, devices: goodDevices.map((one) => (one.device === 'reader' ? { ...one, kind: 'absent', code: 'reader.no-permission' } : one)) }, at: NOW, failure: null } }),
  'keypad-no-permission': counter(servingDesk, person, { status: { kind: 'known', value: { sync: offlineSync, devices: [...goodDevices, { device: 'keypad', counterId: COUNTER, kind: 'absent', code: 'hid.no-permission', since: NOW }] }, at: NOW, failure: null } }),
  person: counter(servingDesk, person),
  'person-doubts': counter(servingDesk, { ...person, warnings: ['id-province', 'id-sex', 'issue-date'], person: { ...examplePerson, issuedOn: '' } }),
  'person-replaced': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, {}, { personSource: 'card', person: { ...examplePerson, fullName: 'LÊ QUANG HUY' } }), { ui: { agreed: personKey(checkedVisit({})), missingSaid: 'check-person' } }),
  'person-typing': counter(servingDesk, person, { ui: { editing: { draft: { ...draftOf(null), fullName: 'TRẦN THỊ NGỌC ÁNH', idNumber: '0011850000' }, base: null } } }),
  'person-refused': counter(servingDesk, person, { intents: { person: failed('visit.set-person', 'store.disk-full') } }),
  procedure: counter(servingDesk, person, { ui: { agreed: personKey(person) } }),
  'procedure-none': counter(servingDesk, person, { ui: { agreed: personKey(person) } }, finder({ text: 'khai xinh', total: 0 })),
  papers: counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1, 2] }), { ui: { focusedPaper: 'giay-chung-sinh' } }),
  'papers-scanning': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }, { 'to-khai': [1, 2], 'giay-chung-sinh': [3, 4, 5] }, { scan: { kind: 'scanning', paperId: 'giay-chung-sinh', pagesSoFar: 3, code: null } }), { ui: { focusedPaper: 'giay-chung-sinh' } }),
  'papers-blank': counter(servingDesk, withBlankPages(checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1, 2], 'giay-chung-sinh': [3, 4, 5] }), [2, 4]), { ui: { focusedPaper: 'giay-chung-sinh' }, intents: { [`page:${examplePage(4).pageId}`]: failed('visit.remove-page', 'store.disk-full') } }),
  'papers-jam': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1], 'giay-chung-sinh': [3] }, { scan: { kind: 'stopped', paperId: 'giay-chung-sinh', pagesSoFar: 1, code: 'scanner.jam' } }), { ui: { focusedPaper: 'giay-chung-sinh' }, status: { kind: 'known', value: { sync: offlineSync, devices: [...badDevices] }, at: NOW, failure: null } }),
  'papers-scan-unsupported': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1] }, { scan: { kind: 'stopped', paperId: 'giay-chung-sinh', pagesSoFar: 0, code: 'scanner.unsupported' } }), { ui: { focusedPaper: 'giay-chung-sinh' }, scanner: fresh({ offers: { feeder: true, glass: true, duplex: false, colours: ['colour', 'grey'], dpis: [200, 300] }, choice: { dpi: 300, colour: 'grey', duplex: true } }) }),
  'papers-cover-printed': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, {}, { covers: [coverPrint('to-khai', 'printed'), coverPrint('giay-chung-sinh', 'printing'), coverPrint('giay-ket-hon', 'queued'), coverPrint('giay-to-tuy-than', 'failed'), coverPrint('uy-quyen', 'unknown')] }), { ui: { focusedPaper: 'giay-chung-sinh' }, prints: { kind: 'known', value: [exampleJob(12, { what: 'cover', label: 'A012 · 4/5', state: 'failed', code: 'printer.absent' }), exampleJob(14, { what: 'cover', label: 'A012 · 5/5', state: 'unknown', code: 'printer.timeout' })], at: NOW, failure: null } }),
  'papers-cover-reading': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1, 2, 3] }, { unread: 3 }), { ui: { focusedPaper: 'to-khai' } }),
  'papers-cover-read': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, { 'to-khai': [1], 'giay-chung-sinh': [2, 3] }, { sheets: [exampleSheet(4, { paperId: 'giay-chung-sinh' })] }), { ui: { focusedPaper: 'giay-chung-sinh' } }),
  'papers-cover-refused': counter(servingDesk, coversRefused, { ui: { focusedPaper: 'uy-quyen', missingSaid: 'unfiled' } }),
  'papers-cover-page': counter(servingDesk, coversRefused, { ui: { dialog: { kind: 'page', paperId: '', pageId: examplePage(2).pageId, asking: false } } }),
  'papers-cover-sheet': counter(servingDesk, coversRefused, { ui: { dialog: { kind: 'page', paperId: '', pageId: examplePage(4).pageId, asking: false } }, intents: { [`move:${examplePage(4).pageId}`]: failed('visit.move-page', 'scan.paper-full') } }),
  'covers-dialog': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }), { ui: { dialog: { kind: 'covers' } } }),
  'covers-dialog-looking': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }), { ui: { dialog: { kind: 'covers' } }, coverPrinters: { kind: 'loading' } }),
  'covers-dialog-none': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }), { ui: { dialog: { kind: 'covers' } }, coverPrinters: fresh({ roll: false, system: [], code: 'printer.timeout', chosen: null }) }),
  'covers-dialog-refused': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }), { ui: { dialog: { kind: 'covers' } }, coverPrinters: fresh({ roll: true, system: [], code: null, chosen: null }), intents: { covers: failed('cover.print', 'store.disk-full') } }),
  'card-cover-other': counter(servingDesk, exampleVisit({ readerRefusal: { code: 'cover.other', at: minutesAgo(0) } })),
  'papers-unsaved': counter(servingDesk, checkedVisit({ 'to-khai': [1, 0] }), { ui: { focusedPaper: 'giay-ket-hon', counts: { 'giay-ket-hon': { originals: 0, certified: 0, copies: 2 } } }, intents: { 'paper:giay-ket-hon': failed('visit.check-paper', 'station.unreachable') } }),
  ready: counter(servingDesk, checkedVisit(done, { 'to-khai': [1, 2], 'giay-chung-sinh': [3], 'giay-ket-hon': [4] }), { ui: { focusedPaper: 'uy-quyen' }, status: { kind: 'known', value: { sync: offlineSync, devices: [...goodDevices] }, at: NOW, failure: null } }),
  opening: counter(servingDesk, checkedVisit(done, { 'to-khai': [1, 2] }), { intents: { open: pending('dossier.open') } }),
  'opening-unconfirmed': counter(servingDesk, checkedVisit(done, { 'to-khai': [1, 2] }), { desk: stale(servingDesk), connection: { kind: 'connecting', since: minutesAgo(2) }, intents: { open: failed('dossier.open', 'station.unreachable') } }),
  'received-printing': counter(servingDesk, opened, { dossiers: { kind: 'known', value: [exampleDossier(12, { receipt: examplePrint('printing') }), ...exampleDossiers], at: NOW, failure: null }, status: { kind: 'known', value: { sync: offlineSync, devices: [...goodDevices] }, at: NOW, failure: null } }),
  'received-official': counter(servingDesk, opened, { dossiers: { kind: 'known', value: [official, ...exampleDossiers], at: NOW, failure: null } }),
  'received-paper-out': counter(servingDesk, opened, { dossiers: { kind: 'known', value: [exampleDossier(12, { receipt: examplePrint('failed', 'printer.paper-out') }), ...exampleDossiers], at: NOW, failure: null } }),
  'received-unknown': counter(servingDesk, opened, { dossiers: { kind: 'known', value: [exampleDossier(12, { receipt: examplePrint('unknown', 'printer.interrupted') }), ...exampleDossiers], at: NOW, failure: null } }),
  ...Object.fromEntries(Object.entries(hindrances).map(([name, sync]) => [`city-${name}`, counter(servingDesk, person, { status: { kind: 'known', value: { sync: { ...offlineSync, ...sync }, devices: [...goodDevices] }, at: NOW, failure: null } })])),
  care: counter(servingDesk, person, { care: fullCare() }),
  'desk-refused': counter(exampleDesk(), null, { intents: { desk: failed('queue.next', 'ticket.wrong-state') } }),
  'dialog-hold': counter(servingDesk, person, { ui: { dialog: { kind: 'hold' } } }),
  'dialog-priority': counter({ ...servingDesk, current: calledTicket, visitId: person.visitId satisfies VisitId }, person, { ui: { dialog: { kind: 'priority' } } }),
  'dialog-transfer': counter({ ...servingDesk, current: calledTicket, visitId: person.visitId satisfies VisitId }, person, { ui: { dialog: { kind: 'transfer' } }, intents: { desk: { ...failed('ticket.transfer', 'field.no-tickets'), failure: localFailure('field.no-tickets') } } }),
  'dialog-pause': counter(exampleDesk(), null, { ui: { dialog: { kind: 'pause' } } }),
  'dialog-abandon': counter(servingDesk, checkedVisit({}, { 'to-khai': [1, 2] }), { ui: { dialog: { kind: 'abandon', action: 'finish' } } }),
  'dialog-care': counter(servingDesk, person, { care: fullCare(), ui: { dialog: { kind: 'care' } } }),
  'dialog-care-notices': counter(servingDesk, person, { care: fullCare({ letters: { kind: 'known', value: exampleLetters.slice(0, 1), at: NOW, failure: null }, notices: { kind: 'known', value: exampleNotices, at: NOW, failure: null } }), ui: { dialog: { kind: 'care' } } }),
  'dialog-care-empty': counter(servingDesk, person, { ui: { dialog: { kind: 'care' } } }),
  'dialog-care-edit': counter(servingDesk, person, { care: fullCare({ open: editing({ kind: 'read', fields: exampleFields }) }), ui: { dialog: { kind: 'care' } } }),
  ...Object.fromEntries(Object.entries(dossiers).map(([name, model]) => [`dossier-${name}`, counter(servingDesk, person, { dossier: model, ui: { dialog: { kind: 'dossier' } } })])),
  'dialog-keys': counter(exampleDesk(), null, { ui: { dialog: { kind: 'keys' } } }),
  'dialog-guide': counter(exampleDesk(), null, { ui: { dialog: { kind: 'guide' } } }),
  'dialog-page': counter(servingDesk, checkedVisit({}, { 'to-khai': [1, 2] }), { ui: { dialog: { kind: 'page', paperId: 'to-khai', pageId: examplePage(2).pageId, asking: true } } }),
};
