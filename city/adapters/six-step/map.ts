// From a dossier after one of its steps to the objects of the six-step calls. Pure. What the city does not hold is not in them.

import { ownerOf } from '../case.ts';
import type { ApplicantKind, CaseFees, CasePaper, PortalCase } from '../case.ts';
import { checked, held } from '../mapping.ts';
import type { Mapped, MappingChoices, UnitWords } from '../mapping.ts';
import { applicantKindWord, COLLECTION_WORDS, dateWord, dayWord, identityWords, STATUS_NAMES } from '../words.ts';
import type { DateForm } from '../words.ts';
import { createMessageSchema, statusMessageSchema, stepMessageSchema } from './messages.ts';
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

/** The object of CapNhatTienTrinh: the step itself. */
export function stepMessage({ code, status, dueAt, receivedAt, step, isFirst, officer }: PortalCase, unit: UnitWords, dates: SixStepDates): Mapped<StepMessage> {
  return checked(stepMessageSchema, {
    MaHoSo: code, NguoiXuLy: isFirst && officer !== '' ? officer : unit.processor, ThoiDiemXuLy: dateWord(step.at, dates.step), PhongBanXuLy: unit.unitName,
    NoiDungXuLy: step.note === '' ? STATUS_NAMES[status] : step.note, TrangThai: status, NgayBatDau: dateWord(receivedAt, dates.step),
    ...(dueAt === null ? {} : { NgayKetThucTheoQuyDinh: dateWord(dueAt, dates.step) }),
  });
}

/** The object of CapNhatTrangThai: where it stands now, and with some statuses what it costs and what came of it. */
export function statusMessage({ code, status, fees, results }: PortalCase, choices: Pick<MappingChoices, 'fees' | 'statusLists'>): Mapped<StatusMessage> {
  const hasLists = choices.statusLists.includes(status);
  const feeList = feeLines(fees, hasLists && choices.fees);
  return checked(statusMessageSchema, {
    MaHoSo: code, TrangThai: status,
    ...(feeList.length === 0 ? {} : { DanhSachLePhi: feeList }),
    ...(!hasLists || results.length === 0 ? {} : { DanhSachGiayToKetQua: results.map((TenGiayTo) => ({ TenGiayTo })) }),
  });
}
