// The citizen display and the admin window in each of their states, for pictures.

import type { ReactNode } from 'react';
import { must } from '../../../shared/base/must.ts';
import { PERSON_NAME_LENGTH } from '../../../shared/domain/intake/name-lengths.ts';
import { vietQrCode } from '../../../shared/domain/payment/vietqr.ts';
import type { Display } from '../../../shared/contract/display.ts';
import { localFailure } from '../../../renderer/client/call-failed.ts';
import type { AdminActions, AdminModel } from '../../../renderer/screens/admin/admin-model.ts';
import { dossierKey } from '../../../renderer/parts/dossier/dossier-core.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import { DisplayView } from '../../../renderer/screens/citizen-display/display-view.tsx';
import type { DisplayViewProps } from '../../../renderer/screens/citizen-display/display-view.tsx';
import { letterKey } from '../../../renderer/parts/care/care-core.ts';
import { careModel, editing, exampleFields, exampleLetters, exampleNotices, fullCare } from './example-care.ts';
import { adminModel, badHealth, examplePrints, failed, fresh, fullOutbox, lostHealth, pending, stale } from './example-model.ts';
import { cityDetail, dossierModel, voidedDetail } from './example-dossier.ts';
import { badUpdates, heldUpdates, loadingUpdates, stickUpdates, stuckUpdates, unmanagedUpdates, unstartedUpdates, waitingUpdates } from './example-updates.ts';
import { badNumbers, exampleBackups, goodNumbers, longHistory, plainHistory } from './example-store.ts';
import { calledTicket, COUNTER, exampleDossiers, examplePerson, examplePoint, exampleProcedure, minutesAgo, NOW } from './example-point.ts';
import { stillActs } from './still.ts';

const firstLetter = must(exampleLetters[0], 'the example has letters');

const nothing = (): void => undefined;
function display(view: Display['view'], { connected = true, isTouched = true, says = null }: Partial<Pick<DisplayViewProps, 'connected' | 'isTouched' | 'says'>> = {}): ReactNode {
  const shown: Display = { counterId: COUNTER, officerName: 'Nguyễn Thị Hồng Vân', officerTitle: 'Công chức Tư pháp – Hộ tịch', fieldNames: ['Hộ tịch – Chứng thực'], view };
  return <DisplayView point={examplePoint('citizen-display')} display={fresh(shown)} connected={connected} isTouched={isTouched} says={says} onRated={nothing} onPetition={nothing} />;
}

const longestCode = codeOf(vietQrCode({ bankNumber: '970403', account: '0011012345678901234', kind: 'account', amount: 9_999_999_999_999, purpose: 'MC0192A00047 A012 le phi x', billNumber: 'MC0192A0004712345' }));
function codeOf(code: ReturnType<typeof vietQrCode>): string {
  return code.kind === 'code' ? code.text : '';
}
const LONGEST_CODE = `H26.149.${'00-'.repeat(5)}261124-0012-99.2026-0000012345`.slice(0, 48);

/** As long as a person's name (shared/domain/intake/name-lengths.ts) and a procedure's of the catalogue may be. */
const LONGEST_PERSON = 'NGUYỄN HOÀNG PHƯƠNG QUỲNH ANH TRƯỜNG GIANG '.repeat(3).slice(0, PERSON_NAME_LENGTH).replace(/ \S*$/u, '');
const LONGEST_PROCEDURE = 'Kê khai và nộp thuế đã khấu trừ đối với các tổ chức quản lý nền tảng thương mại điện tử của hộ, cá nhân có hoạt động kinh doanh trên nền tảng thương mại điện tử';

const receipt: Display['view'] = {
  kind: 'receipt', number: 'A012', code: 'T149-K1-000012-C', official: false, procedureName: exampleProcedure.name, dueAt: (NOW + 7.8 * 3_600_000) as typeof NOW,
  printedCode: null, qrText: 'MC1:0192A00000047000800000000000000C:T149-K1-000012-C',
};

/** By name of the state. */
export const displayStates: Readonly<Record<string, ReactNode>> = {
  loading: <DisplayView point={examplePoint('citizen-display')} display={{ kind: 'loading' }} connected isTouched={false} says={null} onRated={nothing} onPetition={nothing} />,
  open: display({ kind: 'open' }),
  'open-no-touch': display({ kind: 'open' }, { isTouched: false }),
  paused: display({ kind: 'paused' }),
  serving: display({ kind: 'serving', number: 'A012', since: minutesAgo(1) }),
  confirm: display({ kind: 'confirm', number: 'A012', fullName: examplePerson.fullName, idMasked: '001******012', birthYear: '1985', procedureName: null }),
  'confirm-procedure': display({
    kind: 'confirm', number: 'A012', fullName: 'NGUYỄN HOÀNG PHƯƠNG QUỲNH ANH', idMasked: '001******012', birthYear: '1985', procedureName: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp hoặc chứng nhận',
  }),
  'confirm-longest': display({ kind: 'confirm', number: 'A012', fullName: LONGEST_PERSON, idMasked: '001******012', birthYear: '1985', procedureName: LONGEST_PROCEDURE }),
  receipt: display(receipt),
  'receipt-official': display({ ...receipt, code: 'H26.149-261124-0012', official: true, printedCode: 'T149-K1-000012-C', dueAt: null, procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ của hộ gia đình, cá nhân tại nông thôn' }),
  // The longest text that a receipt's QR may have (shared/domain/codes/receipt-qr.ts): its picture has the finest modules.
  'receipt-longest': display({ ...receipt, code: LONGEST_CODE, official: true, qrText: `MC1:0192A00000047000800000000000000C:${LONGEST_CODE}` }),
  'receipt-longest-name': display({ ...receipt, code: LONGEST_CODE, official: true, printedCode: 'T149-K1-000012-C', dueAt: null, procedureName: LONGEST_PROCEDURE }),
  // The longest code that an account, an amount and a purpose can make.
  pay: display({ kind: 'pay', number: 'A012', amount: 60_000, qrText: longestCode, bankName: 'Ngân hàng mẫu', account: '0011012345678', holder: 'UBND XA PHU XUYEN', purpose: 'MC0192A00047 A012 le phi' }),
  'paid-city': display({ kind: 'paid', number: 'A012', amount: 60_000 }),
  rate: display({ kind: 'rate', ticketId: calledTicket.ticketId, number: 'A012', until: minutesAgo(-1) }),
  thanks: display({ kind: 'open' }, { says: { kind: 'thanks', level: 'dissatisfied' } }),
  'thanks-no-touch': display({ kind: 'open' }, { isTouched: false, says: { kind: 'thanks', level: 'dissatisfied' } }),
  'put-away': display({ kind: 'serving', number: 'A013', since: minutesAgo(0) }, { says: { kind: 'put-away' } }),
  'back-in-line': display({ kind: 'back-in-line', number: 'A012' }),
  lost: display({ kind: 'open' }, { connected: false }),
};

const still = stillActs as AdminActions;
function admin(more: Partial<AdminModel>): ReactNode {
  return <AdminView model={adminModel(more)} act={still} />;
}

/** By name of the state. */
export const adminStates: Readonly<Record<string, ReactNode>> = {
  loading: admin({ health: { kind: 'loading' } }),
  health: admin({}),
  'health-bad': admin({ health: fresh(badHealth), outbox: fresh(fullOutbox), prints: fresh(examplePrints) }),
  'health-losing': admin({ health: fresh(lostHealth) }),
  'health-failed': admin({ health: { kind: 'failed', failure: localFailure('store.locked'), at: NOW } }),
  'health-lost': admin({ health: stale(badHealth), connection: { kind: 'connecting', since: minutesAgo(2) } }),
  outbox: admin({ tab: 'outbox' }),
  'outbox-full': admin({ tab: 'outbox', outbox: fresh(fullOutbox), care: fullCare(), syncNow: { asked: true, failure: null } }),
  'letters-done': admin({ tab: 'outbox', care: careModel({ done: { what: 'resent', label: 'T149-K1-000003-3' } }) }),
  'letters-failed': admin({ tab: 'outbox', care: fullCare({ letters: stale(exampleLetters) }) }),
  notices: admin({ tab: 'outbox', care: careModel({ notices: fresh(exampleNotices) }) }),
  'notices-settled': admin({ tab: 'outbox', care: careModel({ notices: fresh(exampleNotices.slice(1, 2)), done: { what: 'proposed-mine', label: 'H26.149-261124-0001' }, intents: { 'notice:2': failed('notice.settle', 'notice.not-found') } }) }),
  'letter-reading': admin({ tab: 'outbox', care: fullCare({ open: editing({ kind: 'reading' }) }) }),
  'letter-not-read': admin({ tab: 'outbox', care: fullCare({ open: editing({ kind: 'failed', failure: localFailure('dead-letter.not-found') }) }) }),
  'letter-edit': admin({ tab: 'outbox', care: fullCare({ open: editing({ kind: 'read', fields: exampleFields }) }) }),
  'letter-edit-refused': admin({ tab: 'outbox', care: fullCare({ open: editing({ kind: 'read', fields: exampleFields }), intents: { [letterKey(firstLetter)]: { ...failed('dead-letter.resend', 'dead-letter.invalid'), failure: localFailure('dead-letter.invalid', { path: 'applicant.birthDate' }) } } }) }),
  'letter-withdraw': admin({ tab: 'outbox', care: fullCare({ open: { mode: 'withdraw', letter: firstLetter }, intents: { [letterKey(firstLetter)]: pending('dead-letter.withdraw') } }) }),
  prints: admin({ tab: 'prints' }),
  'prints-waiting': admin({ tab: 'prints', prints: fresh(examplePrints), intents: { [`print:${examplePrints[0]?.printJobId ?? ''}`]: failed('print.retry', 'printer.absent') } }),
  dossiers: admin({ tab: 'dossiers' }),
  'dossier-open': admin({ tab: 'dossiers', dossier: dossierModel(cityDetail) }),
  'dossier-over': admin({ tab: 'dossiers', dossier: { ...dossierModel(voidedDetail), mayErase: true } }),
  'dossier-erase': admin({ tab: 'dossiers', dossier: { ...dossierModel(voidedDetail, { pane: 'erase' }, { [dossierKey(voidedDetail.dossier.dossierId)]: failed('dossier.erase', 'dossier.names-person') }), mayErase: true } }),
  'dossiers-found': admin({ tab: 'dossiers', dossiers: fresh([]), found: { kind: 'found', code: 'H26.149-261124-0007', dossiers: exampleDossiers.filter(({ officialCode }) => officialCode === 'H26.149-261124-0007'), more: 27 } }),
  'dossiers-not-found': admin({ tab: 'dossiers', found: { kind: 'found', code: 'T149-K1-000001-8', dossiers: [], more: 0 } }),
  'dossiers-empty': admin({ tab: 'dossiers', dossiers: fresh([]) }),
  access: admin({ tab: 'access' }),
  'access-loading': admin({ tab: 'access', access: { kind: 'loading' } }),
  'access-empty': admin({ tab: 'access', access: fresh({ entries: [], total: 0 }), exported: 'truy-cap-2026-11-24.csv' }),
  'access-refused': admin({ tab: 'access', intents: { access: failed('access.export', 'access.too-many') } }),
  updates: admin({ tab: 'updates' }),
  'updates-loading': admin({ tab: 'updates', updates: fresh(loadingUpdates) }),
  'updates-waiting': admin({ tab: 'updates', updates: fresh(waitingUpdates) }),
  'updates-stick': admin({ tab: 'updates', updates: fresh(stickUpdates), updateAsk: { asked: null, failure: localFailure('update.nothing-found') } }),
  'updates-held': admin({ tab: 'updates', updates: fresh(heldUpdates), updateAsk: { asked: 'usb', failure: null } }),
  'updates-bad': admin({ tab: 'updates', updates: fresh(badUpdates) }),
  'updates-unstarted': admin({ tab: 'updates', updates: fresh(unstartedUpdates) }),
  'updates-stuck': admin({ tab: 'updates', updates: fresh(stuckUpdates) }),
  'updates-unmanaged': admin({ tab: 'updates', updates: fresh(unmanagedUpdates) }),
  data: admin({ tab: 'data' }),
  'data-loading': admin({ tab: 'data', backups: { kind: 'loading' }, history: { kind: 'loading' }, numbers: { kind: 'loading' } }),
  'data-bad': admin({ tab: 'data', backups: fresh(exampleBackups.map((backup) => ({ ...backup, place: 'own-disk' }))), history: fresh(longHistory), numbers: fresh(badNumbers), rebuilt: { events: 4_112, tables: [{ table: 'ticket', rows: 20, differed: 2 }, { table: 'dossier', rows: 12, differed: 1 }] } }),
  'data-busy': admin({ tab: 'data', backups: fresh([]), intents: { backup: pending('backup.make'), rebuild: pending('store.rebuild') } }),
  'data-refused': admin({ tab: 'data', intents: { backup: failed('backup.make', 'backup.failed'), rebuild: failed('store.rebuild', 'store.rebuild-differs') } }),
  'data-rebuilt': admin({ tab: 'data', rebuilt: { events: 4_112, tables: [{ table: 'ticket', rows: 20, differed: 0 }] } }),
  'data-lost': admin({ tab: 'data', backups: stale(exampleBackups), history: stale(plainHistory), numbers: stale(goodNumbers), connection: { kind: 'connecting', since: minutesAgo(2) } }),
};
