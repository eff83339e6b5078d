// One dossier of the example point as its officer reads it, with one act being prepared or another.

import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import type { DossierDetail, DossierPaper } from '../../../shared/contract/dossier-life.ts';
import type { DossierCity } from '../../../shared/contract/dossier-city.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { DossierModel, OpenDossier } from '../../../renderer/parts/dossier/dossier-core.ts';
import { noPages } from '../../../renderer/parts/dossier/page-desk.ts';
import { exampleDossier, examplePage, examplePerson, exampleProcedure, goodSync, lagOfNone, minutesAgo, NOW } from './example-point.ts';

const { sex: _sex, ...applicant } = examplePerson;

/** Received at the counter, not handed over, its last step not yet at the city. */
export const stationDetail: DossierDetail = {
  dossier: exampleDossier(8, { officialCode: 'H26.149-261124-0007', cityState: 'text-received', pagesAtCity: 1, lag: { ...lagOfNone(2), pages: 2 } }),
  revision: 1, owner: 'station', isVoided: false, isErased: false, intake: null, promisedAt: exampleDossier(8).dueAt, waits: [], supplementBy: null, newDates: [], owedForm: null,
  papers: [{ name: 'Tờ khai đăng ký khai sinh', originals: 1, certified: 0, copies: 0, outsideReason: null, reused: null }],
  applicant: { ...applicant, phone: '0900000001' }, nextStatuses: [4],
  document: { parts: 1, pages: 3, due: 1, unread: 0, asIs: 0, gone: 0, overBudget: 0 },
  history: [
    { at: minutesAgo(28), type: 'dossier.opened', actor: 'counter-1', officer: 'Nguyễn Thị Mẫu', text: '', isAtCity: true },
    { at: minutesAgo(20), type: 'dossier.noted', actor: 'counter-1', officer: 'Nguyễn Thị Mẫu', text: 'Người nộp sẽ bổ sung bản sao giấy chứng nhận kết hôn vào chiều nay.', isAtCity: true },
    { at: minutesAgo(9), type: 'dossier.corrected', actor: 'counter-1', officer: 'Nguyễn Thị Mẫu', text: 'Số điện thoại ghi nhầm một chữ số', isAtCity: false },
  ],
};
/** Handed over: the city decides. */
export const cityDetail: DossierDetail = {
  ...stationDetail, owner: 'city', revision: 4, dossier: { ...stationDetail.dossier, status: 4, cityState: 'complete', pagesAtCity: 3 }, nextStatuses: [5, 6, 7, 8, 9], document: { parts: 1, pages: 3, due: 0, unread: 0, asIs: 0, gone: 0, overBudget: 0 },
  history: [...stationDetail.history, { at: minutesAgo(5), type: 'dossier.moved', actor: 'counter-2', officer: '', text: '2 → 4: Bàn giao trong ngày', isAtCity: true }].map((entry) => ({ ...entry, isAtCity: true })),
};
/** Waits for papers whose last day is over. */
export const overdueDetail: DossierDetail = { ...cityDetail, dossier: { ...cityDetail.dossier, status: 5 }, waits: [{ requestedAt: minutesAgo(12 * 24 * 60), completedAt: null }], supplementBy: '2026-11-20' as BusinessDay, nextStatuses: [4, 3] };
/** Given up, and with its person's data erased. */
export const voidedDetail: DossierDetail = { ...stationDetail, isVoided: true, nextStatuses: [] };
export const erasedDetail: DossierDetail = { ...cityDetail, isErased: true, nextStatuses: [], document: { parts: 0, pages: 0, due: 0, unread: 0, asIs: 0, gone: 0, overBudget: 0 }, applicant: {}, dossier: { ...cityDetail.dossier, applicantName: '', applicantIdMasked: '', status: 10 } };

/** What a request for papers proposes on the day of the examples, in November 2026. */
export const offeredSupplement: CommandOutput<'dossier.offer-supplement'> = { day: '2026-12-16' as BusinessDay, workingDays: 15, past: null };

/** The papers of its procedure with its pages, one of which is at the city alone. */
export const examplePapers: readonly DossierPaper[] = exampleProcedure.papers.map(({ paperId, name }, index) => ({
  paperId, name, pages: ([[1, 2], [3], []][index] ?? []).map((number) => ({ pageId: examplePage(number).pageId, scannedAt: minutesAgo(29), isHere: number !== 1 })),
}));

/** With nothing in front where `detail` is null. */
export function dossierModel(detail: DossierDetail | null, more: Partial<OpenDossier> = {}, intents: DossierModel['intents'] = {}): DossierModel {
  return { mayErase: false, open: detail === null ? null : { dossierId: detail.dossier.dossierId, detail, failure: null, pane: 'look', done: null, fetching: null, pages: noPages, ...more }, intents, now: NOW };
}

/** All of it at the city, which was heard a while ago. */
export const exampleAtCity: DossierCity = {
  status: 4, isVoided: false, dueAt: cityDetail.dossier.dueAt, city: { status: 4, dueAt: cityDetail.dossier.dueAt, isVoided: false, saidAt: minutesAgo(5), heardAt: minutesAgo(5) },
  unsent: { events: 0, oldestAt: null, pages: 0, letters: 0 }, sync: goodSync,
};

/** What a station answers about a dossier and the city. */
export function atCityScript(state: DossierCity = exampleAtCity): Script {
  return { 'dossier.at-city': () => state, 'dossier.send-again': () => state };
}
