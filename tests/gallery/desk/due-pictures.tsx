// What is due and late at a counter: the lists, an apology with a new date and what may be wrong with it, the paper that comes next, and a dossier of which the city lags behind.

import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import type { PetitionClocks } from '../../../shared/contract/feedback.ts';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { createPageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { createProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import type { OpenDossier } from '../../../renderer/parts/dossier/dossier-core.ts';
import { dossierKey } from '../../../renderer/parts/dossier/dossier-core.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { atCityScript, cityDetail, dossierModel, exampleAtCity, offeredSupplement, overdueDetail } from './example-dossier.ts';
import { nothingDue, someDue } from './example-head.ts';
import { counterModel, failed, fresh } from './example-model.ts';
import { exampleDesk, minutesAgo, NOW, offlineSync, uuid } from './example-point.ts';
import { formScript } from './form-pictures.tsx';
import { stillActs } from './still.ts';

const HOUR = 3_600_000;
const late: DossierDetail = { ...cityDetail, dossier: { ...cityDetail.dossier, dueAt: (NOW - 20 * HOUR) as EpochMs }, promisedAt: (NOW - 20 * HOUR) as EpochMs };
const given: DossierDetail = {
  ...late, dossier: { ...late.dossier, dueAt: (NOW + 50 * HOUR) as EpochMs }, owedForm: 'apology',
  newDates: [{ at: minutesAgo(12), dueBefore: (NOW - 20 * HOUR) as EpochMs, dueAt: (NOW + 50 * HOUR) as EpochMs, reason: 'Chờ kết quả xác minh của Tòa án nhân dân khu vực' }],
};
const OFFER = { dueBefore: (NOW - 20 * HOUR) as EpochMs, given: 0, most: 1, proposedAt: (NOW + 8 * HOUR) as EpochMs, code: null };
export const runningPetitions: readonly PetitionClocks[] = [
  { petitionId: uuid(9, 1), code: 'PA-K1-261102-01', kind: 'complaint', about: 'delay', state: 'open', receivedAt: minutesAgo(22 * 24 * 60), clocks: [{ step: 'handle', dueAt: (NOW - 20 * HOUR) as EpochMs }], isLate: true },
  { petitionId: uuid(9, 2), code: 'PA-K1-261124-01', kind: 'proposal', about: 'place', state: 'open', receivedAt: minutesAgo(30), clocks: [{ step: 'refuse', dueAt: (NOW + 50 * HOUR) as EpochMs }, { step: 'ask', dueAt: (NOW + 122 * HOUR) as EpochMs }, { step: 'handle', dueAt: (NOW + 500 * HOUR) as EpochMs }], isLate: false },
];
const idle = scriptedClient({});

/** One of the statuses that are offered. */
const chosen = (place: number): Step => () => document.querySelectorAll<HTMLInputElement>('dialog .choice input')[place]?.click();

function counter(more: Parameters<typeof counterModel>[2]): ReactNode {
  return <CounterView model={counterModel(exampleDesk(), null, more)} act={stillActs as CounterActions} finder={createProcedureFinder(idle)} images={createPageImages(idle)} />;
}
function dossier(name: string, detail: DossierDetail, pane: Partial<OpenDossier>, script: Script, steps: readonly Step[], intents: Parameters<typeof dossierModel>[2] = {}): Picture {
  return { name: `counter-due-${name}`, role: 'counter', sizes: ['landscape', 'small'], steps, screen: counter({ dossier: dossierModel(detail, pane, intents), ui: { dialog: { kind: 'dossier' } } }), client: () => scriptedClient({ ...atCityScript(), 'dossier.offer-date': () => OFFER, 'dossier.offer-supplement': () => offeredSupplement, ...script }) };
}

export const duePictures: readonly Picture[] = [
  { name: 'counter-due-card', role: 'counter', sizes: ['landscape', 'small'], screen: counter({ due: fresh(someDue) }) },
  { name: 'counter-due-lists', role: 'counter', sizes: ['landscape', 'small'], screen: counter({ due: fresh(someDue), ui: { dialog: { kind: 'due' } } }) },
  { name: 'counter-due-none', role: 'counter', sizes: ['small'], screen: counter({ due: fresh(nothingDue), ui: { dialog: { kind: 'due' } } }) },
  { name: 'counter-petition', role: 'counter', sizes: ['landscape', 'small'], steps: [{ see: 'PA-K1' }], screen: counter({ ui: { dialog: { kind: 'petition' } } }), client: () => scriptedClient({ 'petition.clocks': () => ({ petitions: [...runningPetitions], hasMoreOpen: false }) }) },
  dossier('new-date', late, { pane: 'new-date' }, {}, [{ see: 'Ngày hẹn lại' }]),
  dossier('new-date-unknown', late, { pane: 'new-date' }, {}, [{ see: 'Ngày hẹn lại' }], { [dossierKey(late.dossier.dossierId)]: failed('dossier.apologise', 'station.unreachable') }),
  dossier('new-date-not-now', late, { pane: 'new-date' }, { 'dossier.offer-date': () => ({ ...OFFER, given: 1, code: 'dossier.date-too-often' }) }, [{ see: 'đã được hẹn lại' }]),
  dossier('form-next', given, { pane: 'forms', done: 'new-date' }, { ...formScript, 'form.offer': () => ({ forms: ['apology', 'receipt', 'control'], printers: { roll: true, system: [{ name: 'van-phong', label: 'Máy in văn phòng HP LaserJet' }], code: null, chosen: null } }) }, [{ see: 'Trang 1 của 2' }]),
  dossier('form-owed', given, {}, {}, [{ see: 'Chưa in' }]),
  dossier('papers-asked', cityDetail, { pane: 'move' }, {}, [{ see: 'Chuyển sang' }, chosen(0), { see: 'Cài đặt đề nghị 15 ngày làm việc' }]),
  dossier('papers-overdue', overdueDetail, {}, {}, [{ see: 'đã quá hạn' }]),
  dossier('papers-refused', overdueDetail, { pane: 'move' }, { 'dossier.offer-supplement': () => ({ ...offeredSupplement, past: { day: '2026-11-20' as BusinessDay, reason: 'Quá hạn bổ sung ngày 20/11/2026 mà chưa nhận đủ giấy tờ.' } }) }, [{ see: 'Đã quá hạn bổ sung' }, chosen(1)]),
  dossier('papers-other-day', { ...overdueDetail, supplementBy: '2026-12-25' as BusinessDay }, { pane: 'other-day' }, {}, [{ see: 'Sớm hơn hạn' }]),
  dossier('lagging', late, {}, atCityScript({ ...exampleAtCity, status: 9, unsent: { events: 3, oldestAt: minutesAgo(190), pages: 2, letters: 1 }, sync: offlineSync }), ['Gửi lại ngay', { see: 'Chưa gửi được' }]),
];
