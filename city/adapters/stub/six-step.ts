// The portal's side of the six-step calls, in memory: takes what their guide allows, refuses the rest with its HTTP statuses, and notes each thing that a careful portal would complain of.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from './classic.ts';
import type { StubDialect } from './server.ts';

const needed = z.string().min(1);
const spaced = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
const iso = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
const compact = z.string().regex(/^\d{14}$/);
const kind = z.literal([0, 1, 2]);
const status = z.int().min(1).max(10);

const fees = z.array(z.strictObject({ TenPhiLePhi: needed, MaPhiLePhi: needed.optional(), Gia: z.string().regex(/^\d+$/), HinhThucThu: z.enum(['1', '2', '4']).optional(), LoaiPhiLePhi: z.enum(['1', '2', '3']), TrangThaiThanhToan: z.literal([0, 1]) })).min(1);
const dossierSchema = z.strictObject({
  MaHoSo: needed, MaTTHC: z.string().regex(/^\d\.\d{6}$/), MaDichVuCong: needed, ChuHoSo: needed.optional(), LoaiDoiTuong: kind, MaDonViTiepNhan: needed, NgayNop: spaced, NgayTiepNhan: spaced, NgayHenTra: spaced.optional(), TrichYeuHoSo: needed,
  ThanhPhanHoSo: z.array(z.strictObject({
    MaThanhPhanHoSo: needed, TenThanhPhanHoSo: needed, SoLuong: z.int().min(0), LoaiBan: z.literal([0, 1, 2]),
    GiayToDinhKem: z.array(z.strictObject({ IdGiayTo: needed, MaKetQua: needed.optional(), TenGiayTo: needed, HashTepTin: needed })),
  })),
  DanhSachLePhi: fees.optional(),
  ThongTinNguoiNop: z.strictObject({
    LoaiDoiTuong: kind,
    ThongTinChiTiet: z.strictObject({ TenNguoiNop: needed, SoDinhDanh: needed.optional(), NgayCapDinhDanh: compact.optional(), NgaySinh: compact.optional(), SoDienThoai: needed.optional(), DiaChiChiTiet: needed.optional() }),
  }).optional(),
});
const progressSchema = z.tuple([z.strictObject({ MaHoSo: needed, NguoiXuLy: needed, ThoiDiemXuLy: iso, PhongBanXuLy: needed, NoiDungXuLy: needed, TrangThai: status, NgayBatDau: iso, NgayKetThucTheoQuyDinh: iso.optional() })]);
const statusSchema = z.tuple([z.strictObject({ MaHoSo: needed, TrangThai: status, DanhSachLePhi: fees.optional(), DanhSachGiayToKetQua: z.array(z.strictObject({ TenGiayTo: needed, IdGiayTo: needed.optional(), MaKetQua: z.literal('KQ.DVC.KETQUA').optional(), HashTepTin: needed.optional() })).min(1).optional() })]);
/** The guide has lists with these statuses only. */
const WITH_LISTS = [5, 6, 9];
const tokenSchema = z.strictObject({ grant_type: z.literal('client_credentials'), client_id: z.string(), client_secret: z.string() });

interface StubCase {
  readonly dossier: z.infer<typeof dossierSchema>;
  readonly progress: z.infer<typeof progressSchema>[0][];
  status: number | null;
  /** What came with its status last. */
  fees?: z.infer<typeof fees>;
  results?: readonly string[];
  /** Pages of the result, by the portal's names for them. */
  resultFiles?: readonly string[];
  /** How often its status was said. */
  said?: number;
}

const NAMES: Readonly<Record<string, string>> = { '/token': 'token', '/next': 'nextCode', '/upload': 'upload', '/dossier': 'dossier', '/progress': 'progress', '/status': 'status' };
const ok = (body: object): Answer => ({ status: 200, body });
const no = (code: number): Answer => ({ status: code, body: { message: 'no' } });

/** The bytes of the one file of a form (RFC 7578), which must be called 'files'; null for anything else. */
function fileOf(body: Buffer, contentType: string): Buffer | null {
  const boundary = /^multipart\/form-data; boundary=("?)([\w'()+,./:=?-]{1,70})\1$/.exec(contentType)?.[2];
  const begin = body.indexOf('\r\n\r\n');
  const end = body.lastIndexOf(`\r\n--${boundary ?? ''}--`);
  if (boundary === undefined || begin < 0 || end < begin || !body.subarray(0, begin).toString('utf8').startsWith(`--${boundary}\r\n`)) return null;
  if (!/name="files"; filename="[^"]+"/.test(body.subarray(0, begin).toString('utf8'))) return null;
  return body.subarray(begin + 4, end);
}

/** What the portal has and thinks. */
export class SixStepStub implements StubDialect {
  readonly cases = new Map<string, StubCase>();
  readonly files = new Map<string, string>();
  readonly complaints: string[] = [];
  repeats = 0;
  /** Refuses a status that has lists. */
  takesNoLists = false;
  /** Refuses a status whose results have pages. */
  takesNoResultFiles = false;
  readonly #codes = new Set<string>();
  readonly #tokens = new Set<string>();
  #count = 0;
  readonly #credentials: { readonly name: string; readonly secret: string };

  constructor(credentials: { readonly name: string; readonly secret: string }) {
    this.#credentials = credentials;
  }

  nameOf(path: string): string {
    return NAMES[path] ?? 'unknown';
  }

  expireSessions(): void {
    this.#tokens.clear();
  }

  answer(path: string, body: unknown, request: Parameters<StubDialect['answer']>[2]): Answer {
    const name = this.nameOf(path);
    this.#count += 1;
    if (name === 'token') return this.#token(body);
    if (!this.#tokens.has(request.authorization.replace(/^Bearer /, ''))) return no(401);
    if (name === 'nextCode') return this.#next(request.query.get('code') ?? '');
    if (name === 'upload') return this.#upload(request);
    if (name === 'dossier') return this.#create(body);
    if (name === 'progress') return this.#note(body);
    return name === 'status' ? this.#stand(body) : no(404);
  }

  #complain(what: string, error: z.ZodError): Answer {
    this.complaints.push(`${what}: ${error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; ')}`);
    return no(400);
  }

  #token(body: unknown): Answer {
    const parsed = tokenSchema.safeParse(body);
    if (!parsed.success || parsed.data.client_id !== this.#credentials.name || parsed.data.client_secret !== this.#credentials.secret) return no(401);
    const token = `token-${this.#count}`;
    this.#tokens.add(token);
    return ok({ access_token: token, token_type: 'Bearer', expires_in: 3600 });
  }

  #next(unit: string): Answer {
    if (unit === '') return no(400);
    const value = `${unit}-20260715-${String(this.#codes.size + 1).padStart(7, '0')}`;
    this.#codes.add(value);
    return ok({ value });
  }

  #upload({ bytes, contentType }: { readonly bytes: Buffer; readonly contentType: string }): Answer {
    const file = fileOf(bytes, contentType);
    if (file === null) return no(400);
    const HashTepTin = createHash('sha256').update(file).digest('hex');
    const IdTepTin = `file-${this.files.size + 1}`;
    this.files.set(IdTepTin, HashTepTin);
    return ok({ data: [{ IdTepTin, HashTepTin }] });
  }

  #create(body: unknown): Answer {
    const parsed = dossierSchema.safeParse(body);
    if (!parsed.success) return this.#complain('NoiHoSo', parsed.error);
    const dossier = parsed.data;
    const code = dossier.MaHoSo;
    if (!this.#codes.has(code)) this.complaints.push(`${code} was never given`);
    for (const { IdGiayTo, HashTepTin } of dossier.ThanhPhanHoSo.flatMap(({ GiayToDinhKem }) => GiayToDinhKem)) if (this.files.get(IdGiayTo) !== HashTepTin) this.complaints.push(`${code} names ${IdGiayTo}, which is not there`);
    if (this.cases.has(code)) {
      this.repeats += 1;
      return no(409);
    }
    this.cases.set(code, { dossier, progress: [], status: null });
    return ok({ data: { idHoSo: `id-${code}`, maHoSo: code } });
  }

  #note(body: unknown): Answer {
    const parsed = progressSchema.safeParse(body);
    if (!parsed.success) return this.#complain('CapNhatTienTrinh', parsed.error);
    const [step] = parsed.data;
    const found = this.cases.get(step.MaHoSo);
    if (found === undefined) return this.#unknown(step.MaHoSo);
    if (found.progress.some(({ ThoiDiemXuLy, TrangThai }) => ThoiDiemXuLy === step.ThoiDiemXuLy && TrangThai === step.TrangThai)) {
      this.repeats += 1;
      return ok({});
    }
    const last = found.progress.at(-1);
    if (last !== undefined && last.ThoiDiemXuLy >= step.ThoiDiemXuLy) this.complaints.push(`${step.MaHoSo} goes back in time`);
    if (last !== undefined && found.status !== last.TrangThai) this.complaints.push(`${step.MaHoSo} goes on before its status followed`);
    found.progress.push(step);
    return ok({});
  }

  #stand(body: unknown): Answer {
    const parsed = statusSchema.safeParse(body);
    if (!parsed.success) return this.#complain('CapNhatTrangThai', parsed.error);
    const [{ MaHoSo, TrangThai, DanhSachLePhi, DanhSachGiayToKetQua }] = parsed.data;
    const hasLists = DanhSachLePhi !== undefined || DanhSachGiayToKetQua !== undefined;
    const resultFiles = (DanhSachGiayToKetQua ?? []).flatMap(({ IdGiayTo }) => IdGiayTo ?? []);
    if ((hasLists && this.takesNoLists) || (resultFiles.length > 0 && this.takesNoResultFiles)) return no(400);
    const found = this.cases.get(MaHoSo);
    if (found === undefined) return this.#unknown(MaHoSo);
    if (found.progress.at(-1)?.TrangThai !== TrangThai) this.complaints.push(`${MaHoSo} stands at ${TrangThai} without a step`);
    if (hasLists && !WITH_LISTS.includes(TrangThai)) this.complaints.push(`${MaHoSo} has lists with ${TrangThai}`);
    found.status = TrangThai;
    found.said = (found.said ?? 0) + 1;
    if (DanhSachLePhi !== undefined) found.fees = DanhSachLePhi;
    if (DanhSachGiayToKetQua !== undefined) Object.assign(found, { results: DanhSachGiayToKetQua.map(({ TenGiayTo }) => TenGiayTo), resultFiles });
    for (const { IdGiayTo, HashTepTin } of DanhSachGiayToKetQua ?? []) if (IdGiayTo !== undefined && this.files.get(IdGiayTo) !== HashTepTin) this.complaints.push(`${MaHoSo} names ${IdGiayTo}, which is not there`);
    return ok({});
  }

  #unknown(code: string): Answer {
    this.complaints.push(`${code} is not there`);
    return no(400);
  }
}
