// Catalogues of procedures as they hold at a point: the shipped one, one of the city with changes of every kind, one that somebody went back to.

import type { ProcedureCode } from '../../../shared/base/ids.ts';
import type { CatalogueChange, CatalogueView } from '../../../shared/contract/catalogue.ts';
import { minutesAgo } from './example-point.ts';

const SHIPPED: CatalogueView['held'] = { origin: 'shipped', edition: 0, asOf: '2026-07', procedures: 588, titles: 2052 };
const CITY: CatalogueView['held'] = { origin: 'city', edition: 4, asOf: '2026-11', procedures: 587, titles: 2055 };

/** Nothing ever came from the city. */
export const shippedCatalogue: CatalogueView = { held: SHIPPED, since: null, before: null, reason: '', lost: null, refused: null, counts: { changed: 0, ended: 0, new: 0 }, changes: [] };

function change(code: string, name: string, kind: CatalogueChange['kind'], differences: CatalogueChange['differences'] = []): CatalogueChange {
  return { code: code as ProcedureCode, name, kind, differences };
}
const CHANGES: readonly CatalogueChange[] = [
  change('1.001193', 'Đăng ký khai sinh', 'changed', [
    { what: 'fee', before: '8.000 đồng; miễn lệ phí đối với người thuộc gia đình có công với cách mạng, người thuộc hộ nghèo, người khuyết tật', after: 'Miễn lệ phí' },
    { what: 'paper-added', before: '', after: 'Giấy chứng sinh điện tử (1 bản sao; bắt buộc)' },
    { what: 'paper-gone', before: 'Bản chính Giấy chứng sinh do cơ sở y tế nơi trẻ em sinh ra cấp (1 bản chính; bắt buộc)', after: '' },
  ]),
  change('2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài cấp', 'changed', [
    { what: 'time', before: 'Trong ngày cơ quan, tổ chức tiếp nhận yêu cầu hoặc trong ngày làm việc tiếp theo', after: 'Trong ngày làm việc' }, { what: 'result', before: '', after: 'Bản sao được chứng thực từ bản chính' },
  ]),
  change('1.004884', 'Đăng ký lại khai sinh', 'changed', [{ what: 'paper', before: 'Tờ khai đăng ký lại khai sinh (1 bản chính; bắt buộc)', after: 'Tờ khai đăng ký lại khai sinh (2 bản chính; bắt buộc)' }, { what: 'name', before: 'Đăng ký lại việc khai sinh', after: 'Đăng ký lại khai sinh' }]),
  change('1.000656', 'Đăng ký khai tử', 'ended'), change('1.013999', 'Đăng ký khai tử và xóa đăng ký thường trú trong cùng một hồ sơ', 'new'),
];

/** The city's, in force since this morning. */
export function cityCatalogue(changes: Partial<CatalogueView> = {}): CatalogueView {
  return { ...shippedCatalogue, held: CITY, since: minutesAgo(95), before: SHIPPED, counts: { changed: 38, ended: 1, new: 1 }, changes: [...CHANGES], ...changes };
}

/** Somebody went back, and the next edition of the city was refused. */
export const leftCatalogue: CatalogueView = cityCatalogue({
  held: SHIPPED, before: CITY, reason: 'Bản 4 ghi sai lệ phí khai sinh theo nghị quyết của HĐND tỉnh', counts: { changed: 2, ended: 0, new: 0 },
  changes: CHANGES.slice(1, 3), refused: { edition: 5, code: 'catalogue.unreadable', where: '1.001193, papers.2.originals', fault: 'type', at: minutesAgo(12) },
});
