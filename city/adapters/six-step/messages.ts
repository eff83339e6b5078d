// The objects of the six-step calls as we send them. Names are those of one public integration guide of 2026; which members must be there it says only by its sample.

import { z } from 'zod';
import { OWNER_NAME_LENGTH, PERSON_NAME_LENGTH } from '../../../shared/domain/intake/name-lengths.ts';
import { RESULT_NAME_LENGTH } from '../result-names.ts';

const some = (max: number) => z.string().min(1).max(max);
const moment = z.string().regex(/^(?:\d{14}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})$/);

/** Letters of what was done, as many as a reason may have at the counter. */
export const CONTENT_LENGTH = 300;

const fileSchema = z.strictObject({ IdGiayTo: some(200), TenGiayTo: some(200), HashTepTin: some(200) });
const paperSchema = z.strictObject({
  MaThanhPhanHoSo: some(64), TenThanhPhanHoSo: some(400), SoLuong: z.int().min(0).max(9999), /** 0 original, 1 copy, 2 electronic. */ LoaiBan: z.literal([0, 1, 2]), GiayToDinhKem: z.array(fileSchema).max(400),
});

/** A line of DanhSachLePhi, of NoiHoSo and of CapNhatTrangThai: the guide shows it with a status, all of it texts but the state of payment. MaPhiLePhi is the portal's own. */
const feeSchema = z.strictObject({ TenPhiLePhi: some(200), Gia: z.string().regex(/^\d{1,12}$/), /** 1 as it is handed in, 4 with the result. */ HinhThucThu: z.literal(['1', '4']).exactOptional(), /** 1: an ordinary fee. */ LoaiPhiLePhi: z.literal('1'), TrangThaiThanhToan: z.literal([0, 1]) });
const fees = z.array(feeSchema).min(1).max(20).exactOptional();

/** The object of NoiHoSo. */
export const createMessageSchema = z.strictObject({
  MaHoSo: some(48),
  MaTTHC: some(30),
  MaDichVuCong: some(60),
  /** Absent only where the person was erased. */
  ChuHoSo: some(OWNER_NAME_LENGTH).exactOptional(),
  LoaiDoiTuong: z.int().min(0).max(9),
  MaDonViTiepNhan: some(40),
  NgayNop: moment,
  NgayTiepNhan: moment,
  NgayHenTra: moment.exactOptional(),
  TrichYeuHoSo: some(600),
  ThanhPhanHoSo: z.array(paperSchema).max(80),
  DanhSachLePhi: fees,
  ThongTinNguoiNop: z.strictObject({
    LoaiDoiTuong: z.int().min(0).max(9),
    ThongTinChiTiet: z.strictObject({
      TenNguoiNop: some(PERSON_NAME_LENGTH), SoDinhDanh: some(12).exactOptional(), NgayCapDinhDanh: moment.exactOptional(), NgaySinh: moment.exactOptional(), SoDienThoai: some(20).exactOptional(), DiaChiChiTiet: some(300).exactOptional(),
    }),
  }).exactOptional(),
});
export type CreateMessage = z.infer<typeof createMessageSchema>;

/** One object of CapNhatTienTrinh. */
export const stepMessageSchema = z.strictObject({
  MaHoSo: some(48), NguoiXuLy: some(120), ThoiDiemXuLy: moment, PhongBanXuLy: some(250), NoiDungXuLy: some(CONTENT_LENGTH), TrangThai: z.int().min(1).max(10), NgayBatDau: moment, NgayKetThucTheoQuyDinh: moment.exactOptional(),
});
export type StepMessage = z.infer<typeof stepMessageSchema>;

/** A result by its name, or a page of it, which has the members that the guide shows of any other file. */
const resultSchema = z.union([z.strictObject({ TenGiayTo: some(RESULT_NAME_LENGTH) }), z.strictObject({ TenGiayTo: some(RESULT_NAME_LENGTH), IdGiayTo: some(200), MaKetQua: some(60), HashTepTin: some(200) })]);

/** One object of CapNhatTrangThai. The lists go with some statuses only. */
export const statusMessageSchema = z.strictObject({ MaHoSo: some(48), TrangThai: z.int().min(1).max(10), DanhSachLePhi: fees, DanhSachGiayToKetQua: z.array(resultSchema).min(1).max(400).exactOptional() });
export type StatusMessage = z.infer<typeof statusMessageSchema>;
