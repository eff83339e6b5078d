// The 5,000 documents that every push is measured on: dossiers of invented people, as a station opens them. Same seed, same documents.

import { fieldCodeSchema } from '../../shared/contract/primitives.ts';
import { formatProvisionalCode } from '../../shared/domain/codes/dossier-code.ts';
import { must } from '../../shared/base/must.ts';
import type { CommuneId, StationId } from '../../shared/base/ids.ts';
import { openedDossierSchema, type OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { Chance } from '../morning/chance.ts';

export const ROWS = 5000;
/** 08:00 on a Monday in Hanoi. */
const FIRST_AT = Date.parse('2026-11-23T08:00:00+07:00');

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi'];
const MIDDLE = ['Thị', 'Văn', 'Đức', 'Minh', 'Ngọc', 'Thanh'];
const GIVEN = ['Ví Dụ', 'Mẫu', 'Thử', 'Giả Định', 'Tạm Gọi'];
const PLACES = ['Phú Xuyên, Hà Nội', 'Chuyên Mỹ, Hà Nội', 'Đại Xuyên, Hà Nội', 'Phượng Dực, Hà Nội'];
const PROCEDURES = [
  ['1.001193', 'Đăng ký khai sinh'], ['1.004873', 'Cấp giấy xác nhận tình trạng hôn nhân'], ['2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản'], ['1.000894', 'Đăng ký kết hôn'],
] as const;

/** A UUID of version 7's shape out of a chance: the documents of a seed are always the same. */
function uuid(chance: Chance, at: number): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => chance.between(0, 15).toString(16)).join('');
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${chance.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`;
}

/** Dossiers of one station. ID numbers end in 000001 to 000099 and belong to nobody. */
export function dossiersOf(commune: string, station: string, seed = 1): readonly OpenedDossier[] {
  const chance = new Chance(seed);
  return Array.from({ length: ROWS }, (_, index) => {
    const at = FIRST_AT + index * 60_000;
    const [procedureCode, procedureName] = chance.pick(PROCEDURES);
    const serial = String(chance.between(1, 99)).padStart(6, '0');
    return openedDossierSchema.parse({
      dossierId: uuid(chance, at),
      visitId: uuid(chance, at),
      ticketNumber: `${fieldCodeSchema.parse('A')}${String((index % 999) + 1).padStart(3, '0')}`,
      provisionalCode: must(formatProvisionalCode({ commune: commune as CommuneId, station: station as StationId, number: index + 1 }), 'there are fewer than a million'),
      officialCode: null,
      procedureCode,
      procedureName,
      applicant: {
        idNumber: `001${chance.pick(['0', '1', '2', '3'])}${chance.between(10, 99)}${serial}`, oldIdNumber: '', fullName: `${chance.pick(FAMILY)} ${chance.pick(MIDDLE)} ${chance.pick(GIVEN)}`,
        birthDate: `${chance.between(1940, 2005)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`, sex: chance.pick(['male', 'female']), address: chance.pick(PLACES),
        issuedOn: `2021-0${chance.between(1, 9)}-2${chance.between(0, 8)}`, phone: '', source: 'card',
      },
      papers: [{ paperId: 'to-khai', name: 'Tờ khai theo mẫu', originals: 1, copies: 0, pages: [] }],
      counterId: chance.between(1, 5),
      officerName: 'Trần Văn Mẫu',
      receivedAt: at,
      dueAt: at + 3 * 86_400_000,
      status: 2,
    });
  });
}
