// What wants a person at the example point: operations that the city did not take, and lists of them in one state or another.

import type { DossierId, OperationId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { DeadLetter, EditableField, Notice } from '../../../shared/contract/care.ts';
import type { CareModel, LetterFields, OpenLetter } from '../../../renderer/parts/care/care-core.ts';
import { minutesAgo, NOW, uuid } from './example-point.ts';

function letter(number: number, more: Partial<DeadLetter>): DeadLetter {
  return {
    sequence: 3_970 + number, opId: uuid(6, number) as OperationId, type: 'dossier.opened', state: 'rejected', at: minutesAgo(190), answeredAt: minutesAgo(170), label: `T149-K1-00000${number}-${number}`,
    code: 'operation.invalid-body', detail: '', actor: 'counter-1', heldBy: null, canResend: true, canWithdraw: true, ...more,
  };
}

/** One of each state, of two counters. */
export const exampleLetters: readonly DeadLetter[] = [
  letter(3, { detail: 'applicant.fullName: too long' }),
  letter(4, { type: 'dossier.moved', state: 'held', label: 'T149-K1-000003-3', code: 'operation.held', heldBy: 3_973, canResend: false }),
  letter(5, { code: 'dossier.impossible-day', actor: 'counter-3', answeredAt: minutesAgo(2_900) }),
  letter(6, { type: 'access.noted', state: 'kept', label: 'H26.149-261124-0005', code: 'operation.unknown-type', canResend: false, canWithdraw: false, actor: 'admin' }),
  letter(7, { type: 'dossier.noted', label: 'H26.149-261124-0007', code: 'dossier.lost-in-space', detail: 'no such code here', actor: 'counter-2', canResend: true }),
];

/** What may be put right in the first of them; the name is at fault. */
export const exampleFields: readonly EditableField[] = [
  { path: 'applicant.idNumber', value: '001185000012', isAtFault: false },
  { path: 'applicant.fullName', value: 'TRẦN THỊ NGỌC ÁNH', isAtFault: true },
  { path: 'applicant.birthDate', value: '1985-11-24', isAtFault: false },
  { path: 'applicant.address', value: 'Thôn Hồng Lạc, xã Phú Xuyên, thành phố Hà Nội', isAtFault: false },
  { path: 'applicant.phone', value: '', isAtFault: false },
  { path: 'procedureName', value: 'Đăng ký khai sinh', isAtFault: false },
  { path: 'receivedAt', value: '2026-11-24 07:50', isAtFault: false },
];

function notice(number: number, more: Partial<Notice>): Notice {
  return {
    noticeId: number, dossierId: uuid(4, number) as DossierId, label: `H26.149-261124-000${number}`, kind: 'field', field: 'fullName', kept: 'NGUYỄN VĂN ĐỨC', lost: 'NGUYỄN VĂN ĐỰC', at: minutesAgo(40 - number), actor: 'counter-1', isSettled: false, ...more,
  };
}
/** One of each kind; the code is nobody's doing and concerns the counter of its dossier, here the third. */
export const exampleNotices: readonly Notice[] = [
  notice(1, {}),
  notice(2, { field: 'birthDate', kept: '', lost: '1985-03-09', actor: 'counter-2' }),
  notice(3, { kind: 'code', field: 'officialCode', kept: 'H26.149-261124-0051', lost: 'H26.149-261124-0012', actor: 'station' }),
  notice(4, { kind: 'status', field: 'status', kept: '5', lost: '9' }),
  notice(5, { kind: 'due-date', field: 'dueAt', kept: String(minutesAgo(-2_880)), lost: '' }),
  notice(6, { kind: 'procedure', field: 'procedureCode', kept: '1.000894', lost: '1.001193' }),
  notice(7, { kind: 'other-code', field: 'H26.149-261124-0012', kept: 'H26.149-261124-0007', lost: 'H26.149-261124-0012', actor: 'station' }),
];

/** Without any letter unless `more` has some. */
export function careModel(more: Partial<CareModel> = {}): CareModel {
  return { letters: { kind: 'known', value: [], at: NOW, failure: null }, notices: { kind: 'known', value: [], at: NOW, failure: null }, open: null, done: null, intents: {}, now: NOW, ...more };
}

/** With all the letters of the example, and no disagreement. */
export function fullCare(more: Partial<CareModel> = {}): CareModel {
  return careModel({ letters: { kind: 'known', value: exampleLetters, at: NOW, failure: null }, ...more });
}

/** The first of them in front, to be put right. */
export function editing(fields: LetterFields): OpenLetter {
  return { mode: 'edit', letter: must(exampleLetters[0], 'the example has letters'), fields };
}
