// Periodic reports in the admin window: a month with everything in it, an empty one, and one whose ends are not all known.

import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { OutsideReport, Report, ReportCounts } from '../../../shared/contract/report.ts';
import { percentOf } from '../../../shared/domain/index766/score.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { adminModel } from './example-model.ts';
import { COUNTER, exampleDossier, minutesAgo, NOW } from './example-point.ts';
import { stillActs } from './still.ts';

const outsidePapers: OutsideReport = {
  total: 1,
  papers: [{ dossierId: exampleDossier(3).dossierId, code: 'H26.149-261120-0031', procedureName: 'Đăng ký khai sinh', counterId: COUNTER, receivedAt: NOW, name: 'Đơn xin nghỉ phép của cơ quan mẹ bé', reason: 'Người dân tự nộp kèm, không lấy lại' }],
};

const counts = (online: number, direct: number, carriedOver: number, early: number, inTime: number, late: number, openLate: number): ReportCounts => {
  const received = online + direct + carriedOver;
  const done = early + inTime + late;
  return { received, receivedOnline: online, receivedDirect: direct, carriedOver, done, doneEarly: early, doneInTime: inTime, doneLate: late, open: received - done, openInTime: received - done - openLate, openLate };
};
const ROWS: Report['rows'] = [
  { sector: 'Bảo trợ xã hội', counts: counts(41, 12, 9, 30, 14, 1, 2) }, { sector: 'Chứng thực', counts: counts(12, 1290, 0, 1201, 99, 0, 0) }, { sector: 'Đất đai', counts: counts(160, 44, 71, 98, 61, 8, 5) },
  { sector: 'Hoạt động xây dựng', counts: counts(9, 4, 3, 8, 4, 0, 0) }, { sector: 'Hộ tịch', counts: counts(612, 104, 11, 690, 22, 1, 0) }, { sector: 'Thành lập và hoạt động của hộ kinh doanh', counts: counts(77, 8, 6, 70, 15, 0, 0) },
];
const TOTAL = ROWS.reduce((sum, row) => {
  const added = { ...sum };
  for (const column of Object.keys(added) as (keyof ReportCounts)[]) added[column] += row.counts[column];
  return added;
}, counts(0, 0, 0, 0, 0, 0, 0));

const share = (part: number, whole: number) => ({ part, whole, share: percentOf(part, whole) });
const toldOf = ({ receivedOnline, received, carriedOver, done, doneLate }: ReportCounts): Report['told'] => ({
  online: share(receivedOnline, received - carriedOver), done: share(done, received), inTime: share(done - doneLate, done), transfer: share(1204, 1377), digitised: share(1998, 2307), content: share(1189, 1204), faults: [],
});

/** November as far as it has got, with changes. */
export function exampleReport(changes: Partial<Report> = {}): Report {
  return { station: 'T149-K1', from: '2026-11-01' as BusinessDay, to: '2026-11-30' as BusinessDay, asOf: minutesAgo(0), rows: ROWS, total: TOTAL, faults: [], told: toldOf(changes.total ?? TOTAL), unknownEnds: 0, ...changes };
}

function picture(name: string, report: Report, steps: readonly Step[] = []): Picture {
  return { name: `admin-reports-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'reports' })} act={stillActs as AdminActions} />, client: () => scriptedClient({ 'report.read': () => report, 'report.outside-papers': () => outsidePapers }) };
}

export const reportPictures: readonly Picture[] = [
  picture('month', exampleReport(), [{ see: 'Chứng thực' }]),
  picture('unknown', exampleReport({ unknownEnds: 7 }), [{ see: '7 hồ sơ' }]),
  picture('fault', exampleReport({ faults: [{ row: 'Hộ tịch', kind: 'received-is-done-and-open', column: 'received', expected: 726, found: 727 }], told: { ...toldOf(TOTAL), faults: [{ kind: 'does-not-close', difference: 1 }] } }), [{ see: '726' }]),
  picture('empty', exampleReport({ rows: [], total: counts(0, 0, 0, 0, 0, 0, 0) }), [{ see: 'Không có hồ sơ' }]),
];
