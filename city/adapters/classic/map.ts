// From a dossier after one of its steps to the messages of the classic adapter. Pure. What the city does not hold is not in them; what must be there and is not held is empty, never invented.

import { ownerOf } from '../case.ts';
import type { CaseFees, CasePaper, PortalCase, Supplement } from '../case.ts';
import { checked, held } from '../mapping.ts';
import type { Mapped, MappingChoices, UnitWords } from '../mapping.ts';
import { resultNames } from '../result-names.ts';
import type { ResultName } from '../result-names.ts';
import { applicantKindWord, CHANNEL_WORDS, dateWord, daysUntil, endOfDay, FORM_WORDS, identityWords, shortened, STATUS_NAMES } from '../words.ts';
import { progressMessageSchema, syncMessageSchema } from './messages.ts';
import type { ProgressMessage, SyncMessage } from './messages.ts';

/** One line for originals and one for copies where the portal is told them apart, otherwise one for both. */
function paperLines({ name, originals, certified, copies }: CasePaper, kinds: MappingChoices['paperKinds']): readonly Record<string, string>[] {
  const line = (count: number, kind: string | null): readonly Record<string, string>[] => (count === 0 ? [] : [held({ TenGiayTo: name, SoLuong: String(count), LoaiGiayTo: kind })]);
  return kinds === null ? line(originals + certified + copies, null) : [...line(originals, kinds.original), ...line(certified + copies, kinds.copy)];
}

const yesOrNo = (is: boolean): '0' | '1' => (is ? '1' : '0');

/** Taken again out of a result it is 2 only with the result's code: that is how those who speak to this adapter tell 2 from 1. */
function paperStates(papers: readonly CasePaper[]): readonly Record<string, string>[] {
  return papers.flatMap(({ paperId, name, pages, isReused, lentCode }) =>
    (pages === 0 && !isReused ? [] : [held({ TenTepDinhKem: name, MaThanhPhanHoSo: paperId, DuocSoHoa: yesOrNo(pages > 0), DuocTaiSuDung: lentCode === undefined ? yesOrNo(isReused) : '2', MaKetQuaThayThe: lentCode })]));
}

/** Our own names for fees are no codes of the portal: MaPhiLePhi is left out. */
function feeLines({ lines, manner }: CaseFees, words: MappingChoices['feeWords']): readonly Record<string, string>[] {
  const collection = words === null || manner === 'none' ? null : manner === 'now' ? words.atIntake : words.atReturn;
  return lines.map(({ name, kind, amount }) => held({ TenPhiLePhi: name, HinhThucThu: collection, Gia: String(amount), LoaiPhiLePhi: words === null ? null : kind === 'phi' ? words.phi : words.lePhi }));
}

/** How it was paid for, where that is known: what was filed online may have been paid at the portal, of which nobody tells us; of what costs nothing, or nobody has seen, nothing is said. */
function gatewayWord({ fees, channel }: PortalCase, transferGateway: MappingChoices['transferGateway']): '0' | '1' | '2' | null {
  if (fees === null || fees.paidBy === null || channel === 'online') return null;
  return fees.paidBy === 'cash' ? '0' : transferGateway;
}

/** What the portal itself calls a procedure's result: its only one, or the one that has one of these very names. */
export function resultCode(names: readonly string[], known: PortalCase['procedure']['results']): string | undefined {
  const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').trim();
  const [only, ...others] = known;
  return (others.length === 0 ? only : known.find((each) => names.some((name) => plain(each.name) === plain(name))))?.code;
}

function resultLine({ plain, told }: ResultName, known: PortalCase['procedure']['results']): Record<string, string> {
  return held({ TenGiayTo: told, MaGiayToKetQua: resultCode([plain], known) });
}

function supplementLine(code: string, { number, askedAt, request, by, dueBefore, answer }: Supplement, { processor }: UnitWords, { supplementStates: states, supplementTerm }: MappingChoices): Record<string, string> {
  const isMoved = answer !== null && answer.dueAfter !== dueBefore;
  return held({
    HoSoBoSungId: `${code}-BS${number}`,
    NguoiYeuCauBoSung: processor,
    NoiDungBoSung: request === '' ? STATUS_NAMES[5] : request,
    NgayBoSung: dateWord(askedAt),
    NguoiTiepNhanBoSung: answer === null ? null : processor,
    ThongTinTiepNhan: answer?.note,
    NgayTiepNhanBoSung: answer === null ? null : dateWord(answer.at),
    TrangThaiBoSung: states === null ? null : answer === null ? states.asked : states.answered,
    ThoiHanBoSung: by === null || supplementTerm === null ? null : supplementTerm === 'date' ? dateWord(endOfDay(by)) : daysUntil(askedAt, by),
    NgayHenTraTruoc: isMoved && dueBefore !== null ? dateWord(dueBefore) : null,
    NgayHenTraMoi: isMoved && answer.dueAfter !== null ? dateWord(answer.dueAfter) : null,
  });
}

/** What is said of whose dossier it is; a telephone is that of whoever filed where the owner gave none, an e-mail always: no other is asked for. Of an erased one each member is there and empty: left out, a portal would keep what it has. */
function personMembers(dossier: PortalCase, { applicantKinds, additions }: MappingChoices): Record<string, string> {
  const erased = { ChuHoSo: '', SoDienThoai: '', Email: '' };
  const owner = ownerOf(dossier);
  const kind = applicantKindWord('classic', dossier.ownerKind, applicantKinds);
  if (owner === null) return { ...erased, LoaiDoiTuong: kind, ...(additions ? { LoaiDinhDanh: '', SoDinhDanh: '' } : {}) };
  const identity = identityWords(owner.idNumber);
  return {
    ...erased, ChuHoSo: owner.name, SoDienThoai: owner.phone === '' ? (dossier.applicant?.phone ?? '') : owner.phone, Email: dossier.applicant?.email ?? '', LoaiDoiTuong: kind,
    ...(additions && identity !== null ? { LoaiDinhDanh: identity.kind, SoDinhDanh: identity.number } : {}),
  };
}

/** The object of DongBoHoSoMC: the dossier as it stands after its step. */
export function syncMessage(dossier: PortalCase, unit: UnitWords, choices: MappingChoices): Mapped<SyncMessage> {
  const { code, procedure, receiptNumber, subject, receivedAt, dueAt, status, endedAt, refusedAt, returnedAt, channel, papers, supplements } = dossier;
  const owner = ownerOf(dossier);
  // A living owner without a name is a message that the portal would take and nobody could use.
  if (owner !== null && owner.name === '') return { kind: 'unfit', members: ['ChuHoSo'] };
  const paperList = papers.flatMap((paper) => paperLines(paper, choices.paperKinds));
  const supplementList = supplements.map((supplement) => supplementLine(code, supplement, unit, choices));
  const feeList = dossier.fees === null || !choices.fees ? [] : feeLines(dossier.fees, choices.feeWords);
  const resultList = resultNames(dossier, choices.resultNumbers).map((name) => resultLine(name, procedure.results));
  const stateList = choices.paperStates ? paperStates(papers) : [];
  const isScanned = papers.length === 0 ? null : yesOrNo(papers.some(({ pages }) => pages > 0));
  const additions = held({ HoSoCoThanhPhanSoHoa: isScanned, DuocThanhToanTrucTuyen: gatewayWord(dossier, choices.transferGateway), KenhThucHien: CHANNEL_WORDS[channel], NgayNopHoSo: dateWord(receivedAt), NgayTuChoi: refusedAt === null ? null : dateWord(refusedAt) });
  return checked(syncMessageSchema, {
    MaHoSo: code, MaTTHC: procedure.code, TenTTHC: procedure.title, MaLinhVuc: procedure.fieldCode, TenLinhVuc: procedure.fieldName,
    ...held({ SoBienNhan: receiptNumber }),
    ...personMembers(dossier, choices),
    TrichYeuHoSo: subject === '' ? procedure.title : subject,
    NgayTiepNhan: dateWord(receivedAt), NgayHenTra: dueAt === null ? '' : dateWord(dueAt), TrangThaiHoSo: String(status),
    ...held({ NgayTra: returnedAt === null ? null : dateWord(returnedAt), HinhThuc: FORM_WORDS[channel], NgayKetThucXuLy: endedAt === null ? null : dateWord(endedAt) }),
    DonViXuLy: dossier.authority === '' ? unit.unitName : dossier.authority,
    ...(paperList.length === 0 ? {} : { DanhSachTepDinhKemKhac: paperList }),
    ...(stateList.length === 0 ? {} : { TaiLieuNop: stateList }),
    ...(feeList.length === 0 ? {} : { DanhSachLePhi: feeList }),
    ...(resultList.length === 0 ? {} : { DanhSachGiayToKetQua: resultList }),
    ...(supplementList.length === 0 ? {} : { DanhSachHoSoBoSung: supplementList }),
    ...(choices.additions ? additions : {}),
  });
}

/** The object of CapNhatTienDoHoSoMC: the step itself. The officer is named for the receipt, of which the log names him. */
export function progressMessage({ code, status, dueAt, step, isFirst, officer }: PortalCase, unit: UnitWords, { officerLength }: Pick<MappingChoices, 'officerLength'>): Mapped<ProgressMessage> {
  return checked(progressMessageSchema, {
    MaHoSo: code,
    NguoiXuLy: shortened(isFirst && officer !== '' ? officer : unit.processor, officerLength),
    ThoiDiemXuLy: dateWord(step.at),
    PhongBanXuLy: unit.unitName,
    NoiDungXuLy: step.note === '' ? STATUS_NAMES[status] : step.note,
    TrangThai: String(status),
    ...(dueAt === null ? {} : { NgayKetThucTheoQuyDinh: dateWord(dueAt) }),
  });
}
