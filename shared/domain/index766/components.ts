// The components of index 766 (decision 766/QĐ-TTg of 23 June 2022): their groups, highest points and thresholds, as a table that a unit may correct.

/** The six groups, by the names that the national portal's own reports give them. Online services and online payment are one group of 22 points in the decision and two on the portal. */
export const GROUPS = {
  CKMB: { name: 'Công khai, minh bạch', max: 18 },
  TDGQ: { name: 'Tiến độ giải quyết', max: 20 },
  CLGQ: { name: 'Cung cấp dịch vụ trực tuyến', max: 12 },
  TTTT: { name: 'Thanh toán trực tuyến', max: 10 },
  MDSH: { name: 'Số hóa hồ sơ', max: 22 },
  MDHL: { name: 'Mức độ hài lòng', max: 18 },
} as const;

export type GroupId = keyof typeof GROUPS;

/** '4.2c' is our own number for certifying electronic copies, which has none in the sources. */
export const COMPONENT_IDS = ['1.1', '1.2', '1.3', '1.4', '2.1', '3.1', '3.2', '3.3', '3.5', '3.5b', '3.6', '4.1', '4.2', '4.2c', '4.3', '4.4', '4.5a', '4.5b', '5.2', '5.3', '5.4'] as const;
export type ComponentId = (typeof COMPONENT_IDS)[number];

/** `threshold` is the ratio that earns all points: 1 where there is none. `isSure` is false where sources disagree or only one, later retired, says it. */
export interface ComponentRule {
  readonly group: GroupId;
  readonly name: string;
  readonly max: number;
  readonly threshold: number;
  readonly isSure: boolean;
}

export type ComponentRules = Readonly<Record<ComponentId, ComponentRule>>;

const rule = (group: GroupId, name: string, max: number, threshold = 1, isSure = true): ComponentRule => ({ group, name, max, threshold, isSure });

/**
 * Points and thresholds as found in a public tool's tables for the national portal (2026). Not sure: the split 2-4-6 of the online points, a hypothesis its own authors retired later; the threshold of online
 * payment, which an older provincial system put at 30 %. Both are for the unit to correct.
 */
export const USUAL_RULES: ComponentRules = {
  '1.1': rule('CKMB', 'Thủ tục công bố đúng hạn', 6),
  '1.2': rule('CKMB', 'Thủ tục cập nhật, công khai đúng hạn', 4),
  '1.3': rule('CKMB', 'Thủ tục công khai đủ nội dung', 2),
  '1.4': rule('CKMB', 'Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia', 6),
  '2.1': rule('TDGQ', 'Hồ sơ xử lý trước và đúng hạn', 20),
  '3.1': rule('CLGQ', 'Thủ tục cung cấp dịch vụ trực tuyến', 2, 0.8, false),
  '3.2': rule('CLGQ', 'Dịch vụ trực tuyến có phát sinh hồ sơ', 4, 1, false),
  '3.3': rule('CLGQ', 'Hồ sơ nộp trực tuyến', 6, 0.5, false),
  '3.5': rule('TTTT', 'Thủ tục có nghĩa vụ tài chính được tích hợp thanh toán', 2, 0.8),
  '3.5b': rule('TTTT', 'Thủ tục có giao dịch thanh toán trực tuyến', 2, 0.8),
  '3.6': rule('TTTT', 'Hồ sơ thanh toán trực tuyến', 6, 1, false),
  '4.1': rule('MDSH', 'Hồ sơ cấp kết quả điện tử', 6),
  '4.2': rule('MDSH', 'Hồ sơ được số hóa', 4, 0.8),
  '4.2c': rule('MDSH', 'Chứng thực bản sao điện tử', 2),
  '4.3': rule('MDSH', 'Khai thác, sử dụng lại thông tin số hóa', 2, 0.8),
  '4.4': rule('MDSH', 'Kết nối kho dữ liệu điện tử cá nhân, tổ chức', 4),
  '4.5a': rule('MDSH', 'Thủ tục khai thác dữ liệu dân cư', 2),
  '4.5b': rule('MDSH', 'Hồ sơ khai thác dữ liệu dân cư', 2),
  '5.2': rule('MDHL', 'Phản ánh, kiến nghị xử lý đúng hạn', 6),
  '5.3': rule('MDHL', 'Hài lòng trong xử lý phản ánh, kiến nghị', 6),
  '5.4': rule('MDHL', 'Hài lòng trong giải quyết thủ tục', 6, 0.9),
};

/** The usual rules with what a unit knows better; of that it is sure. */
export function rulesWith(corrected: readonly { readonly id: ComponentId; readonly max: number; readonly threshold: number }[]): ComponentRules {
  return { ...USUAL_RULES, ...Object.fromEntries(corrected.map(({ id, max, threshold }) => [id, { ...USUAL_RULES[id], max, threshold, isSure: true }])) };
}

/** Rows that do not apply to a commune and are granted in full; found in the portal's description of its reports. Which others are the province's duty alone is for the unit to add. */
export const GRANTED_AT_COMMUNE: readonly ComponentId[] = ['4.5a', '4.5b'];
