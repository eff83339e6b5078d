// The people's word in the admin window: complaints with and without a clock over time, ratings, helpers, nothing yet, and the dialog of the next step.

import type { BusinessDay, CounterId, EpochMs } from '../../../shared/base/ids.ts';
import type { HelpRow, Petition, RatingRow } from '../../../shared/contract/feedback.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { adminModel } from './example-model.ts';
import { minutesAgo, NOW } from './example-point.ts';
import { stillActs } from './still.ts';

const DAY = 86_400_000;
const day = (text: string): BusinessDay => text as BusinessDay;

export function examplePetition(number: number, more: Partial<Petition> = {}): Petition {
  return {
    petitionId: `0192a000-0009-7000-8000-00000000000${number}`, code: `PA-K1-26112${number}-01`, kind: 'complaint', about: 'delay', text: 'Sáng thứ Hai chờ ở quầy 2 từ 8 giờ đến 10 giờ mới được gọi, trong khi quầy 1 trống.', contactName: '', contactPhone: '',
    via: 'kiosk', owner: '', words: '', state: 'open', receivedAt: minutesAgo(90), isDisliked: false, isRepeated: false, isLate: false,
    clocks: [{ step: 'refuse', dueAt: (NOW + 2 * DAY) as EpochMs }, { step: 'ask', dueAt: (NOW + 7 * DAY) as EpochMs }, { step: 'handle', dueAt: (NOW + 21 * DAY) as EpochMs }], ...more,
  };
}

const PETITIONS: readonly Petition[] = [
  examplePetition(1, { isLate: true, owner: 'Cán bộ mẫu A', receivedAt: minutesAgo(9 * 24 * 60), contactPhone: '••• 001', clocks: [{ step: 'refuse', dueAt: (NOW - 5 * DAY) as EpochMs }, { step: 'ask', dueAt: (NOW - DAY) as EpochMs }, { step: 'handle', dueAt: (NOW + 12 * DAY) as EpochMs }] }),
  examplePetition(2),
  examplePetition(3, { kind: 'proposal', about: 'place', text: 'Nên có thêm ghế và quạt ở khu chờ.', state: 'answered', owner: 'Cán bộ mẫu B', words: 'Đã đề nghị xã bố trí thêm 10 ghế.', clocks: [{ step: 'publish', dueAt: (NOW + DAY) as EpochMs }] }),
];
const RATINGS: RatingRow[] = [
  { day: day('2026-11-24'), counterId: 1 as CounterId, served: 41, satisfied: 22, neutral: 3, dissatisfied: 1, byNumber: 6 }, { day: day('2026-11-24'), counterId: 2 as CounterId, served: 38, satisfied: 17, neutral: 4, dissatisfied: 0, byNumber: 2 },
  { day: day('2026-11-23'), counterId: 1 as CounterId, served: 56, satisfied: 0, neutral: 0, dissatisfied: 0, byNumber: 0 },
];
const HELPED: HelpRow[] = [
  { day: day('2026-11-24'), team: 'Đoàn Thanh niên xã', kind: 'online', count: 9 }, { day: day('2026-11-24'), team: 'Đoàn Thanh niên xã', kind: 'device', count: 4 }, { day: day('2026-11-23'), team: 'Tổ công nghệ số cộng đồng', kind: 'take-number', count: 21 },
];

function picture(name: string, petitions: readonly Petition[], ratings: RatingRow[], helped: HelpRow[], steps: readonly Step[]): Picture {
  return {
    name: `admin-feedback-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'feedback' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ 'petition.list': () => ({ petitions: [...petitions], hasMoreOpen: true }), 'rating.list': () => ({ rows: ratings }), 'helper.list': () => ({ rows: helped }) }),
  };
}

export const feedbackPictures: readonly Picture[] = [
  picture('all', PETITIONS, RATINGS, HELPED, [{ see: 'Đoàn Thanh niên xã' }]),
  picture('none', [], [], [], [{ see: 'Chưa có lượt hỗ trợ' }]),
  picture('step', PETITIONS, RATINGS, HELPED, [{ see: 'Quá hạn' }, 'Xử lý', { see: 'Bước tiếp theo' }]),
];
