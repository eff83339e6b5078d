// What stands in the fields of the forms of a dossier: the dossier as it was opened, with the code, the person and the date that are true now.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { DossierForm } from '../../../../shared/contract/form.ts';
import { maskIdNumber } from '../../../../shared/domain/card/id-number.ts';
import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import { dayText, filled, momentText } from '../../../../shared/domain/paper/form-words.ts';
import { addDays, businessDayOf, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import { type DossierRow, dossiersOfPerson, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { standingPayment } from '../../store/payments.ts';
import { chargedFee } from '../../store/visit-fees.ts';
import { factsOf } from '../../store/projections/facts.ts';
import type { CommandContext } from '../context.ts';
import { authorityOf, whenBack } from '../dossier/authority.ts';
import { type ActForm, apologiesOf, daysOfRequest, formNumberOf } from '../dossier/act-papers.ts';
import { broughtPapers, missingPapers } from '../dossier/brought-papers.ts';
import { applicantOf } from '../dossier/dossier-detail.ts';
import { limitFor } from '../dossier/due-at.ts';
import { receiptQrOf } from '../dossier/receipt-paper.ts';
import { typedDay } from '../dossier/supplements.ts';
import { officerNameAt } from '../staff/officer-name.ts';
import { certifiedValues } from './certified-values.ts';
import { openNumber } from './draw-number.ts';
import { feeManner } from './fee-manner.ts';
import { feeValues } from './fee-values.ts';
import { pointValues } from './point-values.ts';
import { firstHandover, resultTexts } from './result-values.ts';

/** Rows of form 05 that wait for those who sign them. */
const OPEN_HANDOVERS = 4;

type Texts = Readonly<Record<string, string>>;

/** `reason` is that of forms 02 and 03; empty takes what was written when the dossier was moved on. */
export function dossierValues(context: CommandContext, store: Readable, row: DossierRow, form: DossierForm, reason: string): FormValues {
  const opened = must(openingOf(store, row.dossierId), 'every dossier has its event');
  const at = context.clock.now();
  const common = commonTexts(context, store, row, opened, at);
  const brought = broughtPapers(opened);
  const papers = { 'giấy tờ': brought.map((each, index) => paperLine(index, each)) };
  const number = (of: ActForm): Texts => ({ 'số phiếu': formNumberOf(store, row, of) ?? openNumber(context, of) });
  const texts = (more: readonly string[], extra: Texts = {}): Texts => ({ ...pick(common, [...OF_DOSSIER, ...more]), ...extra });
  switch (form) {
    case 'receipt':
      return { texts: texts(OF_RECEIPT), lists: papers };
    case 'receipt-certified':
      return certifiedValues(texts(OF_RECEIPT), brought, chargedFee(store, row.dossierId));
    case 'receipt-many':
      return manyValues(context, store, row, common);
    case 'supplement':
      return { texts: texts([], { ...number(form), 'lý do': reason === '' ? lastReason(store, row, [5]) : reason, 'hạn bổ sung': supplementDayText(context, store, row) }), lists: { 'giấy tờ': missingPapers(context, store, opened).map((each, index) => paperLine(index, each)) } };
    case 'apology': {
      const { dueBefore, dueAt, reason: why } = must(apologiesOf(store, row).at(-1), 'it is offered after an apology').body;
      const date = (moment: EpochMs): string => momentText(context.forms.words, moment);
      return { texts: texts(['nơi trả kết quả'], { ...number(form), 'hẹn trả lúc': date(dueBefore), 'hẹn lại lúc': date(dueAt), 'lý do': why }), lists: {} };
    }
    case 'withdrawal':
      return { texts: texts([], { ...number(form), 'lý do': lastReason(store, row, [7]) }), lists: papers };
    case 'refusal':
      return { texts: texts([], { ...number(form), 'lý do': reason === '' ? lastReason(store, row, [3, 8]) : reason }), lists: {} };
    case 'control': {
      const back = whenBack(context, store)(row);
      return {
        texts: texts(['thời hạn giải quyết'], { 'hạn trả về trung tâm': back === null ? '' : momentText(context.forms.words, back) }),
        lists: { ...papers, 'bàn giao': Array.from({ length: 1 + OPEN_HANDOVERS }, (_, index) => ({ tt: String(index + 1), ...(index === 0 ? firstHandover(context, store, row) : {}) })) },
      };
    }
    case 'result':
      return { texts: texts([], { ...resultTexts(context, store, row, { officerName: deskOf(context, row).officerName, name: common['người nộp'] ?? '', phone: common['điện thoại'] ?? '', email: common['email'] ?? '' }) }), lists: {} };
    case 'fee':
      return feeValues(context, must(standingPayment(store, row.visitId), 'a receipt is offered for a payment'), at, pick(common, [...OF_PERSON, 'mã hồ sơ', 'tên thủ tục', 'mã QR tra cứu']));
    case 'opinion':
      return { texts: pick(common, [...OF_UNIT, 'mã hồ sơ', 'số thứ tự']), lists: {} };
  }
}

const OF_UNIT = ['cơ quan chủ quản', 'tên đơn vị', 'địa chỉ đơn vị', 'điện thoại đơn vị', 'trang tra cứu', 'ngày lập', 'cán bộ', 'quầy'];
const OF_PERSON = ['người nộp', 'số định danh', 'địa chỉ', 'điện thoại', 'email'];
const OF_DOSSIER = [...OF_UNIT, ...OF_PERSON, 'chủ hồ sơ', 'địa chỉ chủ hồ sơ', 'mã hồ sơ', 'ghi chú mã tạm', 'mã thủ tục', 'tên thủ tục', 'nội dung', 'nhận lúc', 'hẹn trả lúc', 'cơ quan giải quyết', 'mã QR tra cứu'];
const OF_RECEIPT = ['địa chỉ người được nộp thay', 'hình thức nộp', 'số bộ', 'thời hạn giải quyết', 'nơi trả kết quả', 'hình thức thu phí', 'số thứ tự', 'mã QR nội dung'];

function commonTexts(context: CommandContext, store: Readable, row: DossierRow, opened: LogEventBody<'dossier.opened'>, at: EpochMs): Texts {
  const { words } = context.forms;
  const person = applicantOf(store, row);
  const procedure = context.catalogue.read(row.procedureCode, row.receivedAt);
  const code = codeText(context, row);
  const due = row.dueAt === null ? words['paper.receipt.no-due'] : momentText(words, row.dueAt);
  const { intake } = opened;
  const delivery = intake?.delivery ?? null;
  const received = momentText(words, row.receivedAt);
  return {
    ...pointValues(context, at, deskOf(context, row)),
    'người nộp': person.fullName ?? '', 'số định danh': maskIdNumber(person.idNumber ?? ''), 'địa chỉ': person.address ?? '', 'điện thoại': person.phone ?? '', 'email': person.email ?? '',
    ...ownerTexts(opened, person),
    'mã hồ sơ': code, 'ghi chú mã tạm': row.officialCode === null ? words['paper.receipt.provisional-note'] : '',
    'mã thủ tục': row.procedureCode, 'tên thủ tục': row.procedureName, 'nội dung': (intake?.caseName ?? '') === '' ? row.procedureName : filled(words['paper.form.case'], { procedure: row.procedureName, case: intake?.caseName ?? '' }),
    'nhận lúc': received, 'hẹn trả lúc': due, 'cơ quan giải quyết': authorityOf(context, opened), 'mã QR tra cứu': receiptQrOf(row),
    'hình thức nộp': words[`paper.form.channel.${intake?.channel ?? 'counter'}`], 'số bộ': '1', 'thời hạn giải quyết': limitText(context, opened), 'nơi trả kết quả': delivery === null ? context.point.unit.name : filled(words['paper.form.by-post'], delivery), 'hình thức thu phí': feeManner(context, store, row) ?? procedure?.feeText ?? '',
    'số thứ tự': opened.ticketNumber, 'mã QR nội dung': filled(words['paper.form.content'], { code, procedure: row.procedureCode, received, due }),
  };
}

/** The limit by which the date was counted: the channel's, or the counter's where that stood in for it. */
function limitText({ catalogue }: CommandContext, { procedureCode, intake, receivedAt }: Pick<LogEventBody<'dossier.opened'>, 'procedureCode' | 'intake' | 'receivedAt'>): string {
  const procedure = catalogue.read(procedureCode, receivedAt);
  return procedure === null ? '' : (limitFor(procedure, intake?.limitOf ?? 'counter')?.limit.text ?? '');
}

/** What a line of several dossiers has from its own opening. */
function ofOpening(context: CommandContext, store: Readable, row: DossierRow): Texts {
  const opened = must(openingOf(store, row.dossierId), 'every dossier has its event');
  return { 'đơn vị': authorityOf(context, opened), 'thời hạn': limitText(context, opened), 'chủ hồ sơ': ownerTexts(opened, applicantOf(store, row))['chủ hồ sơ'] ?? '' };
}

/** Whose dossier it is: who came, unless he came for somebody else, whose address then has a field that is empty otherwise. */
function ownerTexts({ intake }: LogEventBody<'dossier.opened'>, { fullName = '', address = '' }: ReturnType<typeof applicantOf>): Texts {
  const owner = intake?.behalf?.owner ?? { fullName, address };
  return { 'chủ hồ sơ': owner.fullName, 'địa chỉ chủ hồ sơ': owner.address, 'địa chỉ người được nộp thay': intake?.behalf?.owner.address ?? '' };
}

/** Never without its mark while the city has given no code. */
function codeText({ forms }: CommandContext, { officialCode, provisionalCode }: DossierRow): string {
  return officialCode ?? filled(forms.words['paper.form.provisional'], { code: provisionalCode });
}

/** Who sits there now: the paper is signed today. */
function deskOf(context: CommandContext, { counterId }: DossierRow): { readonly officerName: string; readonly counter: string } {
  return { officerName: officerNameAt(context, counterId), counter: filled(context.forms.words['paper.receipt.counter-value'], { counter: String(counterId) }) };
}

/** Dossiers of the same person of the same day, this one among them. */
export function dossiersOfDay(store: Readable, row: DossierRow): readonly DossierRow[] {
  if (row.applicantId === '') return [row];
  const day = businessDayOf(row.receivedAt);
  return dossiersOfPerson(store, row.applicantId, startOfDay(day), startOfDay(addDays(day, 1)));
}

function manyValues(context: CommandContext, store: Readable, row: DossierRow, common: Texts): FormValues {
  const all = dossiersOfDay(store, row);
  return {
    texts: { ...pick(common, [...OF_UNIT, ...OF_PERSON, 'nhận lúc', 'nơi trả kết quả', 'mã QR tra cứu']), 'số hồ sơ': String(all.length), 'hình thức thu phí': feesOf(context, store, all) },
    lists: {
      'hồ sơ': all.map((each, index) => ({
        tt: String(index + 1), 'mã hồ sơ': codeText(context, each), 'nội dung': each.procedureName, 'ngày nhận': dayText(each.receivedAt),
        'hẹn trả': each.dueAt === null ? context.forms.words['paper.receipt.no-due'] : dayText(each.dueAt), 'số bộ': '1', ...ofOpening(context, store, each),
      })),
    },
  };
}

/** How the fees of several dossiers are collected: once where it is the same for all. */
function feesOf(context: CommandContext, store: Readable, all: readonly DossierRow[]): string {
  return [...new Set(all.map((each) => feeManner(context, store, each) ?? context.catalogue.read(each.procedureCode, each.receivedAt)?.feeText ?? ''))].filter((words) => words !== '').join('; ');
}

interface CountedPaper {
  readonly name: string;
  readonly originals: number;
  readonly certified?: number;
  readonly copies: number;
}

function paperLine(index: number, { name, originals, certified = 0, copies }: CountedPaper): Texts {
  return { tt: String(index + 1), 'tên giấy tờ': name, 'bản chính': count(originals), 'bản chứng thực': count(certified), 'bản photo': count(copies) };
}

/** None is an empty cell. */
function count(pieces: number): string {
  return pieces === 0 ? '' : String(pieces);
}

/** What was written when the dossier last went to one of the statuses. */
function lastReason(store: Readable, row: DossierRow, statuses: readonly number[]): string {
  const fact = factsOf(store, 'dossier', row.dossierId).findLast((each) => each.type === 'dossier.moved' && each.body.from !== each.body.to && statuses.includes(each.body.to));
  return fact?.type === 'dossier.moved' ? fact.body.reason : '';
}

/** Where it was moved, the paper says which day it takes the place of: that one stands on an earlier paper. */
function supplementDayText({ forms: { words } }: CommandContext, store: Readable, row: DossierRow): string {
  if (row.supplementBy === null) return '';
  const [day, before] = [typedDay(row.supplementBy), daysOfRequest(store, row).at(-2)];
  return before === undefined ? day : filled(words['paper.form.supplement-moved'], { day, before: typedDay(before) });
}

function pick(texts: Texts, names: readonly string[]): Texts {
  return Object.fromEntries(names.map((name) => [name, texts[name] ?? '']));
}
