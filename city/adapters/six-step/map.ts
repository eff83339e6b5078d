// From a dossier after one of its steps to the objects of the six-step calls. Pure. What the city does not hold is not in them.

import { ownerOf } from '../case.ts';
import type { ApplicantKind, CaseFees, CasePaper, PortalCase } from '../case.ts';
import { checked, held } from '../mapping.ts';
import type { Mapped, MappingChoices, UnitWords } from '../mapping.ts';
import { civilDateOf } from '../../../shared/domain/time/business-day.ts';
import { resultNames } from '../result-names.ts';
import { applicantKindWord, COLLECTION_WORDS, dateWord, dayWord, identityWords, shortened, STATUS_NAMES } from '../words.ts';
import type { DateForm } from '../words.ts';
import { CONTENT_LENGTH, createMessageSchema, statusMessageSchema, stepMessageSchema } from './messages.ts';
import type { CreateMessage, StatusMessage, StepMessage } from './messages.ts';

/** How moments are written: the guide's sample has one form for a dossier and another for its steps. */
export interface SixStepDates {
  readonly dossier: DateForm;
  readonly step: DateForm;
}

const ORIGINAL = 0;
const COPY = 1;

function paperLine({ paperId, name, originals, certified, copies, files }: CasePaper): Record<string, unknown> {
  return {
    MaThanhPhanHoSo: paperId, TenThanhPhanHoSo: name, SoLuong: originals + certified + copies, LoaiBan: originals > 0 || certified + copies === 0 ? ORIGINAL : COPY,
    GiayToDinhKem: files.map(({ fileId, hash, name: fileName }) => ({ IdGiayTo: fileId, TenGiayTo: fileName, HashTepTin: hash })),
  };
}

/** Every fee of a commune is an ordinary one of the catalogue (LoaiPhiLePhi 1). */
function feeLines(fees: CaseFees | null, isTold: boolean): readonly Record<string, string | number>[] {
  if (fees === null || !isTold) return [];
  const { lines, manner, paidBy } = fees;
  return lines.map(({ name, amount }) => held<string | number>({ TenPhiLePhi: name, Gia: String(amount), HinhThucThu: COLLECTION_WORDS[manner], LoaiPhiLePhi: '1', TrangThaiThanhToan: paidBy === null ? 0 : 1 }));
}

/** One line for each page of the result, under the name that the counter gave it, and one for each other name. The guide knows a file of a result under a MaKetQua of its own; that its members are those of any other file is ours. */
function resultLines(dossier: PortalCase, { resultFiles: code, resultNumbers }: Pick<MappingChoices, 'resultFiles' | 'resultNumbers'>): readonly Record<string, string>[] {
  const { resultFiles } = dossier;
  const results = [...new Set(resultNames(dossier, resultNumbers).map(({ told }) => told))];
  if (code === null || resultFiles.length === 0) return results.map((TenGiayTo) => ({ TenGiayTo }));
  const [first, ...others] = results;
  return [...resultFiles.map(({ fileId, hash, name }) => ({ TenGiayTo: first ?? name, IdGiayTo: fileId, MaKetQua: code, HashTepTin: hash })), ...others.map((TenGiayTo) => ({ TenGiayTo }))];
}

/** What is told of money and results where there is a place for it. */
export function listsOf(dossier: PortalCase, choices: Pick<MappingChoices, 'fees' | 'resultFiles' | 'resultNumbers'>): { readonly fees: readonly Record<string, string | number>[]; readonly results: readonly Record<string, string>[] } {
  return { fees: feeLines(dossier.fees, choices.fees), results: resultLines(dossier, choices) };
}

/** The object of NoiHoSo: with it the portal first hears of the dossier. */
export function createMessage(dossier: PortalCase, unit: UnitWords, choices: MappingChoices, dates: SixStepDates): Mapped<CreateMessage> {
  const { code, procedure, subject, receivedAt, dueAt, papers, applicant, fees } = dossier;
  const owner = ownerOf(dossier);
  const kindOf = (kind: ApplicantKind): number => Number(applicantKindWord('six-step', kind, choices.applicantKinds));
  const LoaiDoiTuong = kindOf(dossier.ownerKind);
  const received = dateWord(receivedAt, dates.dossier);
  const feeList = feeLines(fees, choices.fees);
  return checked(createMessageSchema, {
    MaHoSo: code, MaTTHC: procedure.code, MaDichVuCong: choices.serviceCodes[procedure.code] ?? procedure.code,
    ...(owner === null ? {} : { ChuHoSo: owner.name }),
    LoaiDoiTuong, MaDonViTiepNhan: unit.unitCode, NgayNop: received, NgayTiepNhan: received,
    ...held({ NgayHenTra: dueAt === null ? null : dateWord(dueAt, dates.dossier) }),
    TrichYeuHoSo: subject === '' ? procedure.title : subject,
    ThanhPhanHoSo: papers.map(paperLine),
    ...(feeList.length === 0 ? {} : { DanhSachLePhi: feeList }),
    ...(applicant === null ? {} : {
      ThongTinNguoiNop: {
        LoaiDoiTuong: kindOf('citizen'),
        ThongTinChiTiet: held({
          TenNguoiNop: applicant.name, SoDinhDanh: identityWords(applicant.idNumber)?.number, NgayCapDinhDanh: dayWord(applicant.issuedOn), NgaySinh: dayWord(applicant.birthDate),
          SoDienThoai: applicant.phone, DiaChiChiTiet: applicant.address,
        }),
      },
    }),
  });
}

/** What was done, in the words of whoever did it. These calls have no member for papers that are asked for: what was asked stays as long as they are awaited, and their last day stands at its end. */
function contentOf({ status, step: { note }, supplements }: PortalCase): string {
  const asked = status === 5 ? supplements.at(-1) : undefined;
  const said = [note, asked?.request ?? '', STATUS_NAMES[status]].find((each) => each !== '') ?? '';
  if (asked === undefined || asked.by === null) return said;
  const { year, month, day } = civilDateOf(asked.by);
  const until = ` (nộp bổ sung chậm nhất ngày ${day}/${month}/${year})`;
  return `${shortened(said, CONTENT_LENGTH - until.length)}${until}`;
}

/** The object of CapNhatTienTrinh: the step itself. */
export function stepMessage(dossier: PortalCase, unit: UnitWords, { officerLength }: Pick<MappingChoices, 'officerLength'>, dates: SixStepDates): Mapped<StepMessage> {
  const { code, status, dueAt, receivedAt, step, isFirst, officer } = dossier;
  return checked(stepMessageSchema, {
    MaHoSo: code, NguoiXuLy: shortened(isFirst && officer !== '' ? officer : unit.processor, officerLength), ThoiDiemXuLy: dateWord(step.at, dates.step), PhongBanXuLy: unit.unitName,
    NoiDungXuLy: contentOf(dossier), TrangThai: status, NgayBatDau: dateWord(receivedAt, dates.step),
    ...(dueAt === null ? {} : { NgayKetThucTheoQuyDinh: dateWord(dueAt, dates.step) }),
  });
}

/** The object of CapNhatTrangThai: where it stands now, and with some statuses what it costs and what came of it. */
export function statusMessage(dossier: PortalCase, choices: Pick<MappingChoices, 'fees' | 'statusLists' | 'resultFiles' | 'resultNumbers'>): Mapped<StatusMessage> {
  const { code, status } = dossier;
  const { fees, results } = choices.statusLists.includes(status) ? listsOf(dossier, choices) : { fees: [], results: [] };
  return checked(statusMessageSchema, {
    MaHoSo: code, TrangThai: status, ...(fees.length === 0 ? {} : { DanhSachLePhi: fees }), ...(results.length === 0 ? {} : { DanhSachGiayToKetQua: results }),
  });
}
