// The counter's search for older dossiers: nothing typed yet, many found, none found, and dossiers of which the city lags behind.

import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { createPageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { createProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Picture } from '../picture.ts';
import { counterModel } from './example-model.ts';
import { exampleDossier, exampleVisit, lagOfNone, minutesAgo, NOW, servingDesk } from './example-point.ts';
import { stillActs } from './still.ts';

const DAY = 24 * 60;
const idle = scriptedClient({});
const NAMES = ['NGUYỄN T. L.', 'NGUYỄN V. Đ.', 'NGUYỄN H. Ư.', 'NGUYỄN T. H. A.'];
const PROCEDURES = ['Đăng ký khai sinh', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp hoặc chứng nhận', 'Cấp giấy xác nhận tình trạng hôn nhân'];
/** Working days before today on which the example's dossiers were received, the newest first. */
const DAYS_AGO = [7, 8, 11, 12, 13, 14, 15] as const;
const STATUSES = [4, 10, 9, 5] as const;
const many = Array.from({ length: 20 }, (_, index): Dossier => {
  const daysAgo = DAYS_AGO[Math.floor(index / 3)] ?? 15;
  const status = STATUSES[index % 4] ?? 4;
  const receivedAt = minutesAgo(daysAgo * DAY - (2 - (index % 3)) * 47);
  const isOfficial = index % 5 !== 3;
  return exampleDossier(40 - index, {
    officialCode: isOfficial ? `H26.149-2611${String(24 - daysAgo).padStart(2, '0')}-${String(40 - index).padStart(4, '0')}` : null, applicantName: NAMES[index % 4] ?? '', procedureName: PROCEDURES[index % 3] ?? '',
    status: isOfficial ? status : 2, receivedAt, dueAt: index % 6 === 5 ? null : ((NOW + ((index % 5) - 1) * DAY * 60_000) as EpochMs), cityState: isOfficial ? 'complete' : 'waiting', pagesAtCity: isOfficial ? 3 : 0,
    lag: isOfficial ? lagOfNone(status) : { city: null, heardAt: null, events: 1, since: receivedAt, pages: 3, letters: 0 },
  });
});
const lagging = [
  exampleDossier(31, { applicantName: 'NGUYỄN T. L.', cityState: 'waiting', lag: { city: null, heardAt: null, events: 1, since: minutesAgo(3 * DAY), pages: 3, letters: 0 }, receivedAt: minutesAgo(3 * DAY) }),
  exampleDossier(30, { applicantName: 'NGUYỄN V. Đ.', cityState: 'text-received', pagesAtCity: 1, lag: { ...lagOfNone(2), pages: 2 }, officialCode: 'H26.149-261121-0030', receivedAt: minutesAgo(3 * DAY + 30) }),
  exampleDossier(29, { applicantName: 'NGUYỄN H. Ư.', cityState: 'refused', cityCode: 'city.refused', lag: { ...lagOfNone(2), city: null, letters: 1 }, receivedAt: minutesAgo(3 * DAY + 90) }),
];

function picture(name: string, text: string, dossiers: readonly Dossier[], more: number, see: string): Picture {
  return {
    name: `counter-find-${name}`, role: 'counter', sizes: ['landscape', 'small'], steps: [{ see }],
    screen: <CounterView model={counterModel(servingDesk, exampleVisit(), { ui: { dialog: { kind: 'find', text } } })} act={stillActs as CounterActions} finder={createProcedureFinder(idle)} images={createPageImages(idle)} />,
    client: () => scriptedClient({ 'reader.work-for': () => ({}), 'dossier.find': () => ({ dossiers: [...dossiers], more }) }),
  };
}

export const findPictures: readonly Picture[] = [
  picture('empty', '', [], 0, 'Gõ một phần mã'),
  picture('many', 'nguyen', many, 500, 'Còn ít nhất 500 hồ sơ nữa'),
  picture('none', 'khong co ai', [], 0, 'Không có hồ sơ nào khớp'),
  picture('lagging', 'nguyen 11/2026', lagging, 0, 'Có 3 hồ sơ'),
];
