// Fees that are the same in the whole country, as far as they are known; what a provincial council sets is entered by the unit.

import type { Exemption, FeeTariff } from './fee.ts';

/**
 * Certified copies of an original, found on the national portal's page of 2.000815 (Circular 226/2016/TT-BTC): 2 000 đồng a page, from the third page on 1 000 đồng a page, at most 200 000 đồng a copy. Pages are
 * those of the original.
 */
export const CERTIFIED_COPIES: FeeTariff = {
  feeId: 'chung-thuc-ban-sao', name: 'Phí chứng thực bản sao từ bản chính', kind: 'phi', unit: 'bản', price: { kind: 'pages', first: 2000, firstPages: 2, further: 1000, capPerCopy: 200_000 }, exemptions: [],
};

/** A signature, found on the page of 2.000884: 10 000 đồng a case. */
export const CERTIFIED_SIGNATURE: FeeTariff = {
  feeId: 'chung-thuc-chu-ky', name: 'Phí chứng thực chữ ký', kind: 'phi', unit: 'trường hợp', price: { kind: 'each', amount: 10_000 }, exemptions: [],
};

/** An extract of the register of civil status, found on the page of 2.000635: 8 000 đồng a copy. */
export const CIVIL_STATUS_EXTRACT: FeeTariff = {
  feeId: 'ban-sao-trich-luc', name: 'Phí cấp bản sao trích lục hộ tịch', kind: 'phi', unit: 'bản', price: { kind: 'each', amount: 8000 }, exemptions: [],
};

/** Groups that pay no charge for civil status, found on the page of 1.004873; a province may name more. */
export const CIVIL_STATUS_EXEMPTIONS: readonly Exemption[] = [
  { exemptionId: 'nguoi-co-cong', name: 'Người có công với cách mạng', proof: 'Giấy xác nhận người có công', percentOff: 100 },
  { exemptionId: 'ho-ngheo', name: 'Người thuộc hộ nghèo', proof: 'Giấy chứng nhận hộ nghèo', percentOff: 100 },
  { exemptionId: 'khuyet-tat', name: 'Người khuyết tật', proof: 'Giấy xác nhận khuyết tật', percentOff: 100 },
];

/** Who adopts without a charge, found on the page of 2.001263 (the decree behind it, 114/2016/NĐ-CP, is own knowledge). */
export const ADOPTION_EXEMPTIONS: readonly Exemption[] = [
  { exemptionId: 'cha-duong-me-ke', name: 'Cha dượng, mẹ kế nhận con riêng của vợ hoặc chồng', proof: 'Giấy chứng nhận kết hôn', percentOff: 100 },
  { exemptionId: 'ho-hang', name: 'Cô, cậu, dì, chú, bác ruột nhận cháu', proof: 'Giấy tờ chứng minh quan hệ họ hàng', percentOff: 100 },
  { exemptionId: 'tre-khuyet-tat', name: 'Nhận trẻ khuyết tật, nhiễm HIV/AIDS hoặc mắc bệnh hiểm nghèo', proof: 'Giấy xác nhận khuyết tật, giấy tờ y tế của trẻ', percentOff: 100 },
  { exemptionId: 'co-cong-nhan-nuoi', name: 'Người có công với cách mạng nhận con nuôi', proof: 'Giấy xác nhận người có công', percentOff: 100 },
];

/** A death that is told in time, found on the page of 1.000656. */
export const IN_TIME_EXEMPTION: Exemption = { exemptionId: 'dung-han', name: 'Đăng ký đúng hạn', proof: 'Ngày ghi trong giấy báo tử', percentOff: 100 };

/** What a law or a council exempts that is on no list here: the officer writes down which, since somebody will ask. */
export const OTHER_EXEMPTION: Exemption = { exemptionId: 'khac', name: 'Trường hợp khác được miễn theo quy định', proof: 'Căn cứ miễn, giấy tờ đã xem', percentOff: 100 };
