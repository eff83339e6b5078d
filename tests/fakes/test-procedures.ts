// Two invented procedures that share one paper, and two invented people. ID numbers end in serials 000001–000099, which no real person has.

import type { FieldCode, ProcedureCode } from '../../shared/base/ids.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import type { Person } from '../../shared/contract/visit.ts';

const shared = { field: 'A' as FieldCode, sector: 'Hộ tịch', feeText: 'Miễn lệ phí', result: 'Giấy khai sinh' };

export const BIRTH: Procedure = {
  ...shared,
  code: '1.001193' as ProcedureCode,
  name: 'Đăng ký khai sinh',
  timeLimit: { unit: 'same-day', text: 'Trong ngày' },
  papers: [
    { paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'giay-chung-sinh', name: 'Giấy chứng sinh', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'uy-quyen', name: 'Văn bản ủy quyền', originals: 0, copies: 1, required: false, note: 'Khi ủy quyền' },
  ],
};

export const MARRIAGE: Procedure = {
  ...shared,
  code: '1.000894' as ProcedureCode,
  name: 'Đăng ký kết hôn',
  timeLimit: { unit: 'working-day', amount: 5, text: '5 ngày làm việc' },
  papers: [
    { paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'tinh-trang-hon-nhan', name: 'Giấy xác nhận tình trạng hôn nhân', originals: 1, copies: 0, required: true, note: '' },
  ],
};

export const LAN: Person = {
  idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Lan', birthDate: '1985-04-30', sex: 'female', address: 'Thôn Mẫu, xã Phú Xuyên, Hà Nội', issuedOn: '2021-06-01', phone: '',
};
export const LAN_CARD = '001185000012||Nguyễn Thị Lan|30041985|Nữ|Thôn Mẫu, xã Phú Xuyên, Hà Nội|01062021';
export const HUNG_CARD = '001080000034|123456789|Trần Văn Hùng|02091980|Nam|Tổ 1, xã Phú Xuyên, Hà Nội|02092022';
