// The portal's side of the classic adapter, in memory: takes what its descriptions allow, refuses the rest, and notes each thing that a careful portal would complain of.

import { z } from 'zod';

const text = z.string();
const needed = z.string().min(1);
/** A date as a portal reads it: fourteen digits, of a moment that exists. */
const date = z.string().regex(/^\d{14}$/).refine((digits) => {
  const [year, month, day, hour, minute, second] = [digits.slice(0, 4), ...(digits.slice(4).match(/\d\d/g) ?? [])].map(Number);
  const moment = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0));
  return moment.getUTCMonth() + 1 === month && moment.getUTCDate() === day && moment.getUTCHours() === hour && moment.getUTCMinutes() === minute && moment.getUTCSeconds() === second;
}, 'no such moment');
const status = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);

const dossierSchema = z.strictObject({
  MaHoSo: needed, MaTTHC: needed, TenTTHC: needed, MaLinhVuc: needed, TenLinhVuc: needed, SoBienNhan: text.optional(), ChuHoSo: text.optional(), LoaiDoiTuong: z.enum(['1', '2', '3', '4']), MaDoiTuong: text.optional(), ThongTinKhac: text.optional(),
  Email: text, Fax: text.optional(), SoDienThoai: text, TrichYeuHoSo: needed, NgayTiepNhan: date, NgayHenTra: z.union([date, z.literal('')]), TrangThaiHoSo: status, NgayTra: date.optional(), ThongTinTra: text.optional(),
  HinhThuc: z.enum(['0', '1']), NgayKetThucXuLy: date.optional(), DonViXuLy: needed, GhiChu: text.optional(),
  DanhSachTepDinhKemKhac: z.array(z.strictObject({ TenGiayTo: needed, SoLuong: z.string().regex(/^\d+$/), LoaiGiayTo: text.optional() })).optional(),
  TaiLieuNop: z.array(z.strictObject({ TenTepDinhKem: needed, MaThanhPhanHoSo: needed, DuocSoHoa: z.enum(['0', '1']), DuocTaiSuDung: z.enum(['0', '1', '2']), MaKetQuaThayThe: needed.optional() }).refine(({ DuocTaiSuDung: how, MaKetQuaThayThe: code }) => (how === '2') === (code !== undefined), '2 is a known result')).optional(),
  DanhSachLePhi: z.array(z.strictObject({ TenPhiLePhi: needed, MaPhiLePhi: text.optional(), HinhThucThu: text.optional(), Gia: z.string().regex(/^\d+$/), LoaiPhiLePhi: text.optional() })).optional(),
  DanhSachGiayToKetQua: z.array(z.strictObject({ TenGiayTo: needed, MaGiayToKetQua: needed.optional() })).optional(),
  DanhSachHoSoBoSung: z.array(z.strictObject({
    HoSoBoSungId: needed, NguoiYeuCauBoSung: needed, NoiDungBoSung: needed, NgayBoSung: date, NguoiTiepNhanBoSung: needed.optional(), ThongTinTiepNhan: text.optional(), NgayTiepNhanBoSung: date.optional(), TrangThaiBoSung: text.optional(),
    ThoiHanBoSung: z.string().regex(/^\d+$/).optional(),
    NgayHenTraTruoc: date.optional(), NgayHenTraMoi: date.optional(),
  })).optional(),
  HoSoCoThanhPhanSoHoa: z.enum(['0', '1']).optional(), DuocThanhToanTrucTuyen: z.enum(['0', '1', '2']).optional(),
  KenhThucHien: z.enum(['1', '2', '3']).optional(), LoaiDinhDanh: z.enum(['1', '2', '']).optional(), SoDinhDanh: z.union([z.literal(''), z.string().regex(/^(?:\d{9}|\d{12})$/)]).optional(), NgayNopHoSo: date.optional(), NgayTuChoi: date.optional(),
});
const progressSchema = z.strictObject({
  MaHoSo: needed, /** Live systems cut it at 50. */ NguoiXuLy: needed.max(50), ChucDanh: text.optional(), ThoiDiemXuLy: date, PhongBanXuLy: text.optional(), NoiDungXuLy: needed, TrangThai: status, NgayBatDau: date.optional(), NgayKetThucTheoQuyDinh: date.optional(),
});
const requestSchema = z.looseObject({ session: needed, madonvi: needed, service: needed, isUpdating: z.enum(['True', 'False']).optional(), data: z.array(z.unknown()).optional(), mahoso: needed.optional(), maTTHC: needed.optional() });

export type StubDossier = z.infer<typeof dossierSchema>;
export type StubProgress = z.infer<typeof progressSchema>;
export interface StubCase {
  dossier: StubDossier;
  readonly progress: StubProgress[];
  /** How often it was entered as new. */
  created: number;
  writes: number;
}
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const done: Answer = { status: 200, body: { error_code: '00', result: [] } };
const no = (code: string): Answer => ({ status: 200, body: { error_code: code } });

/** What the portal has and thinks. */
export class ClassicStub {
  readonly cases = new Map<string, StubCase>();
  readonly complaints: string[] = [];
  /** Procedures that it knows no more. */
  readonly gone = new Set<string>();
  /** Same steps that came again word for word. */
  repeats = 0;
  readonly #sessions = new Set<string>();
  #logins = 0;
  readonly #lookedUp = new Set<string>();
  readonly #credentials: { readonly name: string; readonly secret: string };

  constructor(credentials: { readonly name: string; readonly secret: string }) {
    this.#credentials = credentials;
  }

  get logins(): number {
    return this.#logins;
  }

  /** Name of what is asked, for faults. */
  nameOf(path: string, body: unknown): string {
    const parsed = requestSchema.safeParse(body);
    return path === '/login' ? 'login' : (parsed.data?.service ?? 'unknown');
  }

  expireSessions(): void {
    this.#sessions.clear();
  }

  answer(path: string, body: unknown): Answer {
    if (path === '/login') return this.#logIn(body);
    if (path !== '/service') return { status: 404, body: { error_code: '404' } };
    const parsed = requestSchema.safeParse(body);
    if (!parsed.success) return this.#complain('request', parsed.error);
    const { session, service, isUpdating, data = [], mahoso, maTTHC } = parsed.data;
    if (!this.#sessions.has(session)) return no('-2');
    if (service === 'TraCuuHoSo' && mahoso !== undefined) return this.#lookUp(mahoso);
    // Each procedure has a title and a field by its code, so that nobody can guess them.
    if (service === 'LayThuTuc' && maTTHC !== undefined) return { status: 200, body: { error_code: '0', result: maTTHC.startsWith('9.') || this.gone.has(maTTHC) ? [] : [{ TENTTHC: `Thủ tục ${maTTHC}`, LINHVUCTHUCHIEN: [{ MALINHVUC: `LV-${maTTHC}`, TENLINHVUC: `Lĩnh vực ${maTTHC}` }], KETQUATHUCHIEN: [{ MAKETQUA: `KQ.${maTTHC}`, TENKETQUA: `Kết quả ${maTTHC}` }] }] } };
    if (service === 'DongBoHoSoMC' && isUpdating !== undefined && data.length === 1) return this.#sync(data[0], isUpdating);
    if (service === 'CapNhatTienDoHoSoMC' && data.length === 1) return this.#note(data[0]);
    this.complaints.push(`unknown request ${service}`);
    return no('1');
  }

  #complain(what: string, error: z.ZodError): Answer {
    this.complaints.push(`${what}: ${error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; ')}`);
    return no('1');
  }

  #logIn(body: unknown): Answer {
    const parsed = z.strictObject({ username: text, password: text }).safeParse(body);
    if (!parsed.success || parsed.data.username !== this.#credentials.name || parsed.data.password !== this.#credentials.secret) return no('3');
    this.#logins += 1;
    const session = `session-${this.#logins}`;
    this.#sessions.add(session);
    return { status: 200, body: { error_code: '0', session } };
  }

  #lookUp(code: string): Answer {
    this.#lookedUp.add(code);
    const found = this.cases.get(code);
    return { status: 200, body: { error_code: '0', result: found === undefined ? [] : [found.dossier] } };
  }

  #sync(given: unknown, isUpdating: 'True' | 'False'): Answer {
    const parsed = dossierSchema.safeParse(given);
    if (!parsed.success) return this.#complain('DongBoHoSoMC', parsed.error);
    const dossier = parsed.data;
    const code = dossier.MaHoSo;
    if (!this.#lookedUp.delete(code)) this.complaints.push(`${code} was written without having been looked up`);
    if (dossier.TenTTHC !== `Thủ tục ${dossier.MaTTHC}` || dossier.MaLinhVuc !== `LV-${dossier.MaTTHC}`) this.complaints.push(`${code} has words for its procedure that are not the portal's`);
    const found = this.cases.get(code);
    if ((found !== undefined) !== (isUpdating === 'True')) {
      this.complaints.push(`${code} with isUpdating ${isUpdating}`);
      return no('4');
    }
    if (found === undefined) this.cases.set(code, { dossier, progress: [], created: 1, writes: 1 });
    else Object.assign(found, { dossier, writes: found.writes + 1 });
    return done;
  }

  #note(given: unknown): Answer {
    const parsed = progressSchema.safeParse(given);
    if (!parsed.success) return this.#complain('CapNhatTienDoHoSoMC', parsed.error);
    const step = parsed.data;
    const found = this.cases.get(step.MaHoSo);
    if (found === undefined) {
      this.complaints.push(`a step of ${step.MaHoSo}, which is not there`);
      return no('5');
    }
    const same = found.progress.find(({ ThoiDiemXuLy, TrangThai }) => ThoiDiemXuLy === step.ThoiDiemXuLy && TrangThai === step.TrangThai);
    if (same !== undefined) {
      this.repeats += 1;
      if (JSON.stringify(same) !== JSON.stringify(step)) this.complaints.push(`${step.MaHoSo} repeats a step in other words`);
      return done;
    }
    if (step.TrangThai !== found.dossier.TrangThaiHoSo) this.complaints.push(`${step.MaHoSo} says step ${step.TrangThai} and stands at ${found.dossier.TrangThaiHoSo}`);
    const last = found.progress.at(-1);
    if (last !== undefined && last.ThoiDiemXuLy >= step.ThoiDiemXuLy) this.complaints.push(`${step.MaHoSo} goes back in time`);
    found.progress.push(step);
    return done;
  }
}
