// The counter's intake beyond card and checklist, for pictures: for whom, by which way, outside the list, from before, by post.

import { createStore } from 'zustand/vanilla';
import type { ReactNode } from 'react';
import { localFailure } from '../../../renderer/client/call-failed.ts';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import type { CounterUi } from '../../../renderer/screens/counter/counter-ui.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { PageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { draftOf } from '../../../renderer/screens/counter/person/person-draft.ts';
import type { ProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { nothingFound } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { personKey } from '../../../renderer/screens/counter/visit/steps.ts';
import type { Earlier, Intake } from '../../../shared/contract/intake.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { still } from '../picture.ts';
import { counterModel, failed } from './example-model.ts';
import { checkedVisit, exampleDossier, exampleIntake, examplePerson, exampleProcedure, exampleVisit, minutesAgo, servingDesk } from './example-point.ts';
import { stillActs } from './still.ts';

const images: PageImages = { store: createStore(() => ({})), want: () => undefined, keepOnly: () => undefined, close: createStore(() => null), lookClosely: () => undefined };
const finder: ProcedureFinder = { store: createStore(() => nothingFound), search: () => undefined, read: () => undefined };

function counter(visit: Visit, ui: Partial<CounterUi> = {}, intents: NonNullable<Parameters<typeof counterModel>[2]>['intents'] = {}): ReactNode {
  return <CounterView model={counterModel(servingDesk, visit, { ui, intents })} act={stillActs as CounterActions} finder={finder} images={images} />;
}

const behalf: NonNullable<Intake['behalf']> = { relation: 'authorised', owner: { kind: 'household-business', fullName: 'Hộ kinh doanh Nguyễn Thị Mai Hương – Bánh cuốn Phú Xuyên', number: '0100109106', address: 'Số 12, tổ 3, xã Phú Xuyên, thành phố Hà Nội', phone: '0900000002' } };
const delivery: Intake['delivery'] = { recipient: examplePerson.fullName, phone: '0900000001', address: examplePerson.address, payer: 'recipient' };
const outside = [{ paperId: 'ngoai-danh-muc-1', name: 'Đơn xin nghỉ phép của cơ quan mẹ bé', reason: 'Người dân tự nộp kèm, không lấy lại' }];
const noted = checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }, {}, {
  earlier: 2, intake: { ...exampleIntake, behalf, delivery, outside, channel: 'post' },
  procedure: { ...exampleProcedure, papers: [...exampleProcedure.papers.slice(0, 3), { paperId: 'van-ban-uy-quyen', name: 'Văn bản ủy quyền', originals: 1, copies: 0, required: true, note: 'Người được ủy quyền nộp thay; ghi rõ việc được ủy quyền', added: 'behalf' }, { paperId: 'ngoai-danh-muc-1', name: outside[0]?.name ?? '', originals: 0, copies: 0, required: false, note: outside[0]?.reason ?? '', added: 'outside' }] },
});
const papers = noted.papers.map((paper) => (paper.paperId === 'giay-ket-hon' ? { ...paper, certified: 1, reused: { code: 'H26.149-261020-0041', part: 'result' as const } } : paper));

const channelled: Procedure = {
  ...exampleProcedure, code: '1.013225' as Procedure['code'], name: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ', sector: 'Hoạt động xây dựng', timeLimit: { unit: 'day', amount: 15, text: '15 ngày' },
  feeText: 'Theo nghị quyết của Hội đồng nhân dân cấp tỉnh', channels: [{ channel: 'online', timeLimit: { unit: 'day', amount: 20, text: '20 ngày' }, feeText: null }, { channel: 'post', timeLimit: null, feeText: null }],
};
const agreed = (visit: Visit): Partial<CounterUi> => ({ agreed: personKey(visit) });
const filing = exampleVisit({ person: examplePerson, personSource: 'card', procedure: channelled, cases: ['Nhà ở riêng lẻ', 'Công trình không theo tuyến', 'Công trình tín ngưỡng, tôn giáo'], intake: { ...exampleIntake, channel: 'post' } });
/** As long as the portal writes them. */
const LONG_CASES = [
  'Đăng ký thường trú tại nơi đơn vị đóng quân trong Công an nhân dân, Quân đội nhân dân (đơn vị đóng quân, nhà ở công vụ)', 'Đăng ký thường trú vào chỗ ở hợp pháp thuộc quyền sở hữu của mình',
  'Người được chăm sóc, nuôi dưỡng, trợ giúp được đăng ký thường trú tại cơ sở trợ giúp xã hội hoặc được đăng ký thường trú vào hộ gia đình nhận chăm sóc', 'Đăng ký thường trú tại chỗ ở hợp pháp không thuộc quyền sở hữu của mình đối với những trường hợp quy định tại khoản 2 Điều 20 Luật Cư trú',
  'Đăng ký thường trú tại cơ sở tín ngưỡng, cơ sở tôn giáo có công trình phụ trợ là nhà ở', 'Đăng ký thường trú vào chỗ ở hợp pháp do thuê, mượn, ở nhờ',
];
const longCases = exampleVisit({ person: examplePerson, personSource: 'card', procedure: channelled, cases: LONG_CASES });
const elsewhere = exampleVisit({ person: examplePerson, personSource: 'card', procedure: { ...exampleProcedure, name: 'Cấp lại hộ chiếu phổ thông ở trong nước', sector: 'Quản lý xuất nhập cảnh', level: 'other', papers: [] } });

const dossier = exampleDossier(3);
const found: Earlier = {
  dossiers: [{ dossierId: dossier.dossierId, code: 'H26.149-261020-0041', fullName: examplePerson.fullName, procedureName: dossier.procedureName, receivedAt: minutesAgo(50_000) }],
  fields: { phone: '0900000009', email: 'huu.uoc@example.vn', address: 'Số 4, ngõ 2, thôn Đông, xã Phú Xuyên, thành phố Hà Nội', oldIdNumber: '', issuedOn: '2021-06-01' },
  papers: [{ dossierId: dossier.dossierId, code: 'H26.149-261020-0041', receivedAt: minutesAgo(50_000), paperId: 'giay-ket-hon', name: 'Giấy chứng nhận kết hôn của cha, mẹ', pages: 2 }, { dossierId: dossier.dossierId, code: 'H26.149-261020-0041', receivedAt: minutesAgo(50_000), paperId: 'ket-qua', name: 'Giấy khai sinh', pages: 1 }],
};
const earlier = (look: Pick<NonNullable<CounterUi['earlier']>, 'purpose'> & Partial<NonNullable<CounterUi['earlier']>>): Partial<CounterUi> => ({ dialog: { kind: 'earlier' }, earlier: { found, failure: null, ...look } });

const states: Readonly<Record<string, ReactNode>> = {
  noted: counter({ ...noted, papers }, { focusedPaper: 'ngoai-danh-muc-1' }),
  'typing-unsaved': counter(exampleVisit({ person: examplePerson, personSource: 'card', earlier: 1 }), { phone: '09000' }, { typing: failed('visit.keep-typing', 'store.disk-full') }),
  behalf: counter(noted, { dialog: { kind: 'behalf' } }),
  'behalf-child': counter(exampleVisit({ person: examplePerson, personSource: 'card' }), { dialog: { kind: 'behalf' }, typing: { 'behalf.fullName': 'Nguyễn Gia Bả', 'behalf.relation': 'parent' } }, { 'intake:behalf': failed('visit.set-behalf', 'store.disk-full') }),
  delivery: counter(noted, { dialog: { kind: 'delivery' }, typing: { 'delivery.phone': '09000' } }),
  outside: counter(noted, { dialog: { kind: 'outside' }, typing: { 'outside.name': 'Giấy xác nhận cư trú' } }),
  'earlier-purpose': counter(noted, { dialog: { kind: 'earlier' } }),
  'earlier-details': counter(noted, earlier({ purpose: 'reuse-details' })),
  'earlier-papers': counter(noted, earlier({ purpose: 'reuse-papers' })),
  'earlier-other-name': counter(noted, earlier({ purpose: 'reuse-details', found: { ...found, dossiers: found.dossiers.map((each) => ({ ...each, fullName: 'Trần Thị Mai' })) } })),
  'earlier-none': counter(noted, earlier({ purpose: 'reuse-papers', found: { ...found, papers: [] } })),
  'earlier-refused': counter(noted, earlier({ purpose: 'reuse-details', found: null, failure: localFailure('visit.closed') })),
  filing: counter(filing, agreed(filing)),
  'filing-long': counter(longCases, agreed(longCases)),
  elsewhere: counter(elsewhere, { ...agreed(elsewhere), step: 2 }),
};

/** What is typed as it cannot be, after somebody has pressed to save it; and a paper that the procedure does not ask for. */
const wrong = counter(exampleVisit({ person: examplePerson, personSource: 'card' }), { editing: { draft: { ...draftOf(examplePerson), idNumber: '0011850000O2', birthDate: '31/02/1985', issuedOn: '2021', address: 'Thôn Đồng Lạc, xã Phú Xuyên' }, base: examplePerson } });
const unknownPaper = counter(noted, { focusedPaper: 'to-khai' }, { 'paper:to-khai': failed('visit.check-paper', 'paper.unknown') });

/** In both sizes, and the fullest of them once more in text twice as large and on the smallest screen that offices still have. */
export const intakePictures = [
  ...still('counter', ['landscape', 'small'], Object.fromEntries(Object.entries(states).map(([name, screen]) => [`intake-${name}`, screen]))),
  { name: 'counter-intake-person-wrong', role: 'counter' as const, sizes: ['landscape' as const, 'small' as const], screen: wrong, steps: ['Lưu', { see: 'Không có ngày này' }] },
  { name: 'counter-intake-paper-unknown', role: 'counter' as const, sizes: ['landscape' as const, 'small' as const], screen: unknownPaper },
  ...(['noted', 'behalf', 'filing', 'earlier-papers'] as const).map((name) => ({ name: `counter-intake-${name}-200`, role: 'counter' as const, sizes: ['landscape' as const], screen: states[name], textPercent: 200 })),
];
