// Under which letter of the example point's queue a sector of the portal is received, where nobody has chosen one for the procedure.

import type { FieldCode } from '../../shared/base/ids.ts';
import { foldText } from '../../shared/domain/text/fold.ts';

/** The first row whose words stand in the sector's name. A civil status and certification, B land and building, C people and help, D business and money; E the rest. */
const LETTERS: readonly (readonly [letter: string, sectors: RegExp])[] = [
  ['A', /ho tich|chung thuc|nuoi con nuoi|quoc tich|cong chung|hoa giai o co so|boi thuong nha nuoc|toa an|thua phat lai|luat su|phap ly|phap luat|trong tai|dau gia|ly lich tu phap|thi hanh an/],
  ['B', /dat dai|xay dung|nha o|quy hoach|ha tang|duong bo|tai nguyen nuoc|dia chat|bien va hai dao|moi truong|cong san|kien truc|bat dong san|do dac|phat trien do thi/],
  ['C', /nguoi co cong|giam ngheo|bao tro|bhxh|bhyt|cai nghien|chinh sach|an toan lao dong|phong chong thien tai/],
  ['D', /doanh nghiep|hop tac|thue|hai quan|kho bac|dau tu|ngan hang|chung khoan|bao hiem|ngoai hoi|ke toan|tien te|tai chinh|thanh toan|dau thau|quan ly gia|quan ly no|tin dung|bien phap bao dam/],
];

/** The letter for a sector's name. */
export function letterOf(sector: string): FieldCode {
  const folded = foldText(sector);
  return (LETTERS.find(([, sectors]) => sectors.test(folded))?.[0] ?? 'E') as FieldCode;
}
