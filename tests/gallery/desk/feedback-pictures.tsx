// The people's word in the admin window: complaints with and without a clock over time, ratings, paper slips, helpers, nothing yet, and the dialog of the next step.

import type { BusinessDay, CounterId, EpochMs } from '../../../shared/base/ids.ts';
import type { HelpRow, Petition } from '../../../shared/contract/feedback.ts';
import type { OpinionSlip } from '../../../shared/contract/opinion.ts';
import type { RatingRow } from '../../../shared/domain/feedback/rating-table.ts';
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
const levels = (very: number, satisfied: number, dissatisfied: number, neutral = 0): RatingRow['levels'] => ({ 'very-satisfied': very, satisfied, neutral, dissatisfied });
const rated = (more: Partial<RatingRow>): RatingRow => ({ day: null, counterId: null, name: '', known: 'known', served: 0, levels: levels(0, 0, 0), paper: levels(0, 0, 0), byNumber: 0, own: 0, ...more });
const RATINGS: RatingRow[] = [
  rated({ day: day('2026-11-24'), counterId: 1 as CounterId, served: 41, levels: levels(14, 9, 1), paper: levels(1, 2, 0), byNumber: 6 }), rated({ day: day('2026-11-24'), counterId: 2 as CounterId, served: 38, levels: levels(11, 6, 0, 4), byNumber: 2 }),
  rated({ day: day('2026-11-24'), known: 'unknown', levels: levels(3, 1, 1), paper: levels(3, 1, 1) }), rated({ day: day('2026-11-23'), counterId: 1 as CounterId, served: 56 }),
];
const BY_OFFICER: RatingRow[] = [
  rated({ name: 'Nguyễn Thị Hồng Vân', served: 79, levels: levels(25, 15, 1, 4), paper: levels(1, 2, 0), byNumber: 8, own: 1 }), rated({ name: 'Hoàng Phương Quỳnh Anh', known: 'settings', served: 56 }), rated({ known: 'unknown', levels: levels(3, 1, 1), paper: levels(3, 1, 1) }),
];
export function exampleSlip(number: number, more: Partial<OpinionSlip> = {}): OpinionSlip {
  return {
    opinionId: `0192a000-000a-7000-8000-00000000000${number}`, day: day('2026-11-24'), level: 'satisfied', pace: 'on-time', manner: 'good', flaws: [], number: 'A019', counterId: 1 as CounterId, aboutOfficer: 'Nguyễn Thị Hồng Vân',
    words: '', petitionCode: '', enteredAt: minutesAgo(20), enteredBy: 'Hoàng Phương Quỳnh Anh', isOwn: false, struck: null, ...more,
  };
}
const SLIPS: OpinionSlip[] = [
  exampleSlip(1, { enteredBy: 'Nguyễn Thị Hồng Vân', isOwn: true }),
  exampleSlip(2, { level: 'dissatisfied', pace: 'late', manner: 'bad', flaws: ['long-wait', 'many-trips', 'unclear', 'more-papers'], number: '', counterId: null, aboutOfficer: '', petitionCode: 'PA-K1-261124-07' }),
  exampleSlip(4, { level: 'dissatisfied', flaws: ['long-wait'], struck: { at: minutesAgo(5), by: 'Hoàng Phương Quỳnh Anh', reason: 'Nhập nhầm phiếu của số A020' } }),
  exampleSlip(3, { level: 'very-satisfied', pace: 'unsaid', words: 'Cán bộ hướng dẫn tận tình, nhà tôi chỉ phải đến một lần.', enteredBy: '' }),
];
const HELPED: HelpRow[] = [
  { day: day('2026-11-24'), team: 'Đoàn Thanh niên xã', kind: 'online', count: 9 }, { day: day('2026-11-24'), team: 'Đoàn Thanh niên xã', kind: 'device', count: 4 }, { day: day('2026-11-23'), team: 'Tổ công nghệ số cộng đồng', kind: 'take-number', count: 21 },
];

function picture(name: string, petitions: readonly Petition[], ratings: RatingRow[], helped: HelpRow[], steps: readonly Step[], slips: OpinionSlip[] = SLIPS): Picture {
  return {
    name: `admin-feedback-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'feedback' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ 'petition.list': () => ({ petitions: [...petitions], hasMoreOpen: petitions.length > 0 }), 'rating.list': ({ by }) => ({ rows: by === 'officer' ? BY_OFFICER : ratings }), 'opinion.list': () => ({ slips, hasMore: false }), 'helper.list': () => ({ rows: helped }) }),
  };
}

/** Words on the slip, as an officer copies them. */
function fillSlip(): void {
  const words = document.querySelector<HTMLTextAreaElement>('.dialog textarea');
  if (words === null) return;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(words, 'Chờ từ 8 giờ đến 10 giờ ở quầy 2.');
  words.dispatchEvent(new Event('input', { bubbles: true }));
}

export const feedbackPictures: readonly Picture[] = [
  picture('all', PETITIONS, RATINGS, HELPED, [{ see: 'Đoàn Thanh niên xã' }]),
  picture('none', [], [], [], [{ see: 'Chưa có lượt hỗ trợ' }], []),
  picture('officers', [], RATINGS, HELPED, [{ see: 'Đoàn Thanh niên xã' }, 'Theo cán bộ', { see: 'tự nhập: 1' }]),
  picture('slip', [], [], [], ['Nhập phiếu góp ý giấy', { see: 'Thời gian giải quyết' }, fillSlip, { see: 'Ý kiến này là' }], []),
  picture('strike', [], [], [], [{ see: 'PA-K1-261124-07' }, 'Hủy phiếu', { see: 'không được tính nữa' }], SLIPS.slice(1, 3)),
  picture('step', PETITIONS, RATINGS, HELPED, [{ see: 'Quá hạn' }, 'Xử lý', { see: 'Bước tiếp theo' }]),
];
