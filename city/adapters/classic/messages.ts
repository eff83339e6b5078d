// The two objects of the classic adapter as we send them: names, which must be there, and how long they may be.
// Names and order are those of two public integrations with it; nobody publishes lengths. The limits here are the longest that our own forms let through, so that a portal's refusal is not the first to tell.

import { z } from 'zod';
import { OWNER_NAME_LENGTH } from '../../../shared/domain/intake/name-lengths.ts';
import { RESULT_NAME_LENGTH } from '../result-names.ts';

const some = (max: number) => z.string().min(1).max(max);
const date = z.string().regex(/^\d{14}$/);
/** Must be there, and is empty where there is nothing to say. */
const dateOrNone = z.union([date, z.literal('')]);
const yesOrNo = z.enum(['0', '1']);
const status = z.string().regex(/^(?:[1-9]|10)$/);

const supplementSchema = z.strictObject({
  HoSoBoSungId: some(64),
  NguoiYeuCauBoSung: some(120),
  NoiDungBoSung: some(300),
  NgayBoSung: date,
  NguoiTiepNhanBoSung: some(120).exactOptional(),
  ThongTinTiepNhan: some(300).exactOptional(),
  NgayTiepNhanBoSung: date.exactOptional(),
  TrangThaiBoSung: some(10).exactOptional(),
  /** Days, or a moment. */
  ThoiHanBoSung: z.string().regex(/^(?:\d{1,6}|\d{14})$/).exactOptional(),
  NgayHenTraTruoc: date.exactOptional(),
  NgayHenTraMoi: date.exactOptional(),
});

/** The object of DongBoHoSoMC. */
export const syncMessageSchema = z.strictObject({
  MaHoSo: some(48),
  MaTTHC: some(30),
  TenTTHC: some(600),
  MaLinhVuc: some(30),
  TenLinhVuc: some(300),
  SoBienNhan: some(48).exactOptional(),
  /** Empty only where the person was erased. */
  ChuHoSo: z.string().max(OWNER_NAME_LENGTH),
  LoaiDoiTuong: some(2),
  SoDienThoai: z.string().max(20),
  Email: z.string().max(200),
  TrichYeuHoSo: some(600),
  NgayTiepNhan: date,
  NgayHenTra: dateOrNone,
  TrangThaiHoSo: status,
  NgayTra: date.exactOptional(),
  HinhThuc: z.enum(['0', '1']).exactOptional(),
  NgayKetThucXuLy: date.exactOptional(),
  DonViXuLy: some(250),
  DanhSachTepDinhKemKhac: z.array(z.strictObject({ TenGiayTo: some(400), SoLuong: z.string().regex(/^[1-9]\d{0,3}$/), LoaiGiayTo: some(10).exactOptional() })).min(1).max(160).exactOptional(),
  /** Papers of which we know more than that they came: scanned, or taken again out of an earlier dossier (DuocTaiSuDung 1; 2 with the code of the result that stands for it). Where their file could be fetched nobody can say. */
  TaiLieuNop: z.array(z.strictObject({ TenTepDinhKem: some(400), MaThanhPhanHoSo: some(64), DuocSoHoa: yesOrNo, DuocTaiSuDung: z.enum(['0', '1', '2']), MaKetQuaThayThe: some(60).exactOptional() })).min(1).max(80).exactOptional(),
  DanhSachLePhi: z.array(z.strictObject({ TenPhiLePhi: some(200), HinhThucThu: some(10).exactOptional(), Gia: z.string().regex(/^\d{1,12}$/), LoaiPhiLePhi: some(10).exactOptional() })).min(1).max(20).exactOptional(),
  DanhSachGiayToKetQua: z.array(z.strictObject({ TenGiayTo: some(RESULT_NAME_LENGTH), MaGiayToKetQua: some(60).exactOptional() })).min(1).max(20).exactOptional(),
  DanhSachHoSoBoSung: z.array(supplementSchema).min(1).max(100).exactOptional(),
  KenhThucHien: z.enum(['1', '2', '3']).exactOptional(),
  /** Empty only where the person was erased. */
  LoaiDinhDanh: z.enum(['1', '2', '']).exactOptional(),
  SoDinhDanh: z.string().max(12).exactOptional(),
  HoSoCoThanhPhanSoHoa: yesOrNo.exactOptional(),
  /** 0 by no gateway, 1 by the national one, 2 by that of the province or ministry. */
  DuocThanhToanTrucTuyen: z.enum(['0', '1', '2']).exactOptional(),
  NgayNopHoSo: date.exactOptional(),
  NgayTuChoi: date.exactOptional(),
});
export type SyncMessage = z.infer<typeof syncMessageSchema>;

/** The object of CapNhatTienDoHoSoMC. */
export const progressMessageSchema = z.strictObject({
  MaHoSo: some(48),
  NguoiXuLy: some(120),
  ThoiDiemXuLy: date,
  PhongBanXuLy: some(250),
  NoiDungXuLy: some(300),
  TrangThai: status,
  NgayKetThucTheoQuyDinh: date.exactOptional(),
});
export type ProgressMessage = z.infer<typeof progressMessageSchema>;
