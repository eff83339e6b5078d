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

function feeLine({ manner, paidBy }: CaseFees, { name, amount }: CaseFees['lines'][number]): Record<string, string | number> {
  return held<string | number>({ TenPhiLePhi: name, Gia: amount, HinhThucThu: COLLECTION_WORDS[manner], TrangThaiThanhToan: paidBy === null ? 0 : 1 });
}

/** The object of NoiHoSo: with it the portal first hears of the dossier. */
export function createMessage(dossier: PortalCase, unit: UnitWords, choices: MappingChoices, dates: SixStepDates): Mapped<CreateMessage> {
  const { code, procedure, subject, receivedAt, dueAt, papers, applicant, fees } = dossier;
  const owner = ownerOf(dossier);
  const kindOf = (kind: ApplicantKind): number => Number(applicantKindWord('six-step', kind, choices.applicantKinds) ?? Number.NaN);
  const LoaiDoiTuong = kindOf(dossier.ownerKind);
  const received = dateWord(receivedAt, dates.dossier);
  return checked(createMessageSchema, {
    MaHoSo: code, MaTTHC: procedure.code, MaDichVuCong: choices.serviceCodes[procedure.code] ?? procedure.code,
    ...(owner === null ? {} : { ChuHoSo: owner.name }),
    LoaiDoiTuong, MaDonViTiepNhan: unit.unitCode, NgayNop: received, NgayTiepNhan: received,
    ...held({ NgayHenTra: dueAt === null ? null : dateWord(dueAt, dates.dossier) }),
    TrichYeuHoSo: subject === '' ? procedure.title : subject,
    ThanhPhanHoSo: papers.map(paperLine),
    ...(fees === null || !choices.fees || fees.lines.length === 0 ? {} : { DanhSachLePhi: fees.lines.map((line) => feeLine(fees, line)) }),
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

/** The object of CapNhatTrangThai: where it stands now. */
export function statusMessage({ code, status }: PortalCase): Mapped<StatusMessage> {
  return checked(statusMessageSchema, { MaHoSo: code, TrangThai: status });
}
