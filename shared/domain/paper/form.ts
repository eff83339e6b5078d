// The forms that a point prints on pages: which there are, and the fields that a template of each may name. A field's name is the word that people write between the braces, in Vietnamese.

/** The forms of Circular 01/2018/TT-VPCP by their numbers, form 01 with its two variants, the report II.06a, five papers that live systems print beside them, and the slip about a procedure that a citizen takes home before filing. */
export const PAPER_FORMS = ['receipt', 'receipt-certified', 'receipt-many', 'supplement', 'refusal', 'apology', 'withdrawal', 'control', 'book', 'report', 'result', 'result-list', 'handover', 'fee', 'opinion', 'take-home'] as const;
export type PaperForm = (typeof PAPER_FORMS)[number];

/** What a template of one form may name. */
export interface FormFields {
  /** Fields that are one text. */
  readonly texts: readonly string[];
  /** Lists with the fields of each of their lines. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Fields whose text is drawn as a QR code; they are among `texts`. */
  readonly codes: readonly string[];
  /** Fields without which the paper is worth nothing: a template must name each of them. */
  readonly needed: readonly string[];
}

const UNIT = ['cơ quan chủ quản', 'tên đơn vị', 'địa chỉ đơn vị', 'điện thoại đơn vị', 'trang tra cứu', 'ngày lập', 'cán bộ', 'quầy'];
const PERSON = ['người nộp', 'số định danh', 'địa chỉ', 'điện thoại', 'email'];
const DOSSIER = [...UNIT, ...PERSON, 'chủ hồ sơ', 'địa chỉ chủ hồ sơ', 'mã hồ sơ', 'ghi chú mã tạm', 'mã thủ tục', 'tên thủ tục', 'nội dung', 'nhận lúc', 'hẹn trả lúc', 'cơ quan giải quyết', 'mã QR tra cứu'];
const RECEIPT = [...DOSSIER, 'địa chỉ người được nộp thay', 'hình thức nộp', 'số bộ', 'thời hạn giải quyết', 'nơi trả kết quả', 'hình thức thu phí', 'số thứ tự', 'mã QR nội dung'];
const PAPERS = { 'giấy tờ': ['tt', 'tên giấy tờ', 'bản chính', 'bản chứng thực', 'bản photo'] };
const CODES = ['mã QR tra cứu', 'mã QR nội dung'];

/** Fields of each form. */
export const FORM_FIELDS: Readonly<Record<PaperForm, FormFields>> = {
  receipt: { texts: RECEIPT, lists: PAPERS, codes: CODES, needed: ['mã hồ sơ', 'hẹn trả lúc', 'mã QR tra cứu'] },
  'receipt-certified': {
    texts: [...RECEIPT, 'tổng số bản', 'tổng lệ phí', 'tổng lệ phí bằng chữ'],
    lists: { 'giấy tờ': ['tt', 'tên giấy tờ', 'số trang', 'số bản', 'lệ phí', 'bản điện tử'] }, codes: CODES, needed: ['mã hồ sơ', 'hẹn trả lúc', 'mã QR tra cứu'],
  },
  'receipt-many': {
    texts: [...UNIT, ...PERSON, 'số hồ sơ', 'nhận lúc', 'nơi trả kết quả', 'hình thức thu phí', 'mã QR tra cứu'],
    lists: { 'hồ sơ': ['tt', 'mã hồ sơ', 'nội dung', 'đơn vị', 'ngày nhận', 'hẹn trả', 'thời hạn', 'số bộ', 'chủ hồ sơ'] }, codes: ['mã QR tra cứu'], needed: ['hồ sơ', 'mã hồ sơ'],
  },
  supplement: { texts: [...DOSSIER, 'số phiếu', 'lý do', 'hạn bổ sung'], lists: PAPERS, codes: ['mã QR tra cứu'], needed: ['lý do'] },
  refusal: { texts: [...DOSSIER, 'số phiếu', 'lý do'], lists: {}, codes: ['mã QR tra cứu'], needed: ['lý do'] },
  apology: { texts: [...DOSSIER, 'số phiếu', 'lý do', 'hẹn lại lúc', 'nơi trả kết quả', 'người ký'], lists: {}, codes: ['mã QR tra cứu'], needed: ['mã hồ sơ', 'lý do', 'hẹn lại lúc'] },
  withdrawal: { texts: [...DOSSIER, 'số phiếu', 'lý do'], lists: PAPERS, codes: ['mã QR tra cứu'], needed: ['mã hồ sơ', 'người nộp'] },
  control: {
    texts: [...DOSSIER, 'thời hạn giải quyết', 'hạn trả về trung tâm'],
    lists: { ...PAPERS, 'bàn giao': ['tt', 'bên giao', 'bên nhận', 'lúc', 'kết quả', 'ghi chú', 'người giao', 'người nhận'] }, codes: ['mã QR tra cứu'], needed: ['mã hồ sơ', 'bàn giao'],
  },
  book: {
    texts: [...UNIT, 'từ ngày', 'đến ngày', 'tổng số hồ sơ', 'tổng số bộ', 'đã trả', 'chưa trả', 'không rõ ngày'],
    lists: { 'hồ sơ': ['tt', 'mã hồ sơ', 'tên thủ tục', 'số bộ', 'người nộp', 'địa chỉ và điện thoại', 'cơ quan giải quyết', 'ngày nhận', 'hẹn trả', 'ngày trả', 'phương thức nhận kết quả', 'ghi chú'] }, codes: [], needed: ['hồ sơ', 'tổng số hồ sơ'],
  },
  report: {
    texts: [...UNIT, 'từ ngày', 'đến ngày', 'máy trạm', 'tính đến lúc', 'tổng tiếp nhận', 'tổng đã giải quyết', 'tổng đang giải quyết', 'không rõ ngày', 'tỷ lệ trực tuyến', 'tỷ lệ giải quyết', 'tỷ lệ đúng hạn', 'tỷ lệ chuyển khoản', 'tỷ lệ số hóa', 'tỷ lệ hài lòng'],
    lists: { 'lĩnh vực': ['tt', 'tên lĩnh vực', 'tiếp nhận', 'trực tuyến', 'trực tiếp', 'kỳ trước', 'đã giải quyết', 'trước hạn', 'đúng hạn', 'quá hạn', 'đang giải quyết', 'trong hạn', 'đang quá hạn'] }, codes: [], needed: ['lĩnh vực', 'tiếp nhận', 'đã giải quyết', 'đang giải quyết'],
  },
  result: {
    texts: [...DOSSIER, 'người giao', 'người nhận', 'điện thoại người nhận', 'loại kết quả', 'số kết quả', 'ngày kết quả', 'trích yếu kết quả', 'trả lúc'], lists: {}, codes: ['mã QR tra cứu'], needed: ['mã hồ sơ', 'người nhận'],
  },
  'result-list': {
    texts: [...UNIT, 'bên giao', 'bên nhận', 'bàn giao lúc', 'số hồ sơ'],
    lists: { 'hồ sơ': ['tt', 'mã hồ sơ', 'chủ hồ sơ', 'tên thủ tục', 'thu phí', 'qua bưu điện', 'ghi chú'] }, codes: [], needed: ['hồ sơ', 'mã hồ sơ'],
  },
  handover: {
    texts: [...UNIT, 'số phiếu', 'bên giao', 'bên nhận', 'người giao', 'người nhận', 'bàn giao lúc', 'số hồ sơ'],
    lists: { 'hồ sơ': ['tt', 'mã hồ sơ', 'chủ hồ sơ', 'tên thủ tục', 'ngày nhận', 'hẹn trả', 'hạn trả về trung tâm', 'ghi chú'] }, codes: [], needed: ['số phiếu', 'hồ sơ', 'mã hồ sơ'],
  },
  fee: {
    texts: [...UNIT, ...PERSON, 'mã hồ sơ', 'tên thủ tục', 'ký hiệu', 'quyển', 'số biên lai', 'thu lúc', 'hình thức thanh toán', 'phí', 'lệ phí', 'tổng tiền', 'tổng tiền bằng chữ', 'hủy', 'mã QR tra cứu'],
    lists: { 'khoản thu': ['tt', 'tên khoản', 'số lượng', 'đơn giá', 'thành tiền'] }, codes: ['mã QR tra cứu'], needed: ['số biên lai', 'tổng tiền', 'tổng tiền bằng chữ'],
  },
  opinion: { texts: [...UNIT, 'mã hồ sơ', 'số thứ tự'], lists: {}, codes: [], needed: [] },
  'take-home': {
    texts: [...UNIT, 'mã thủ tục', 'tên thủ tục', 'trường hợp', 'ghi chú giấy tờ', 'thời hạn giải quyết', 'phí, lệ phí', 'kết quả', 'nơi nộp', 'giờ nhận hồ sơ', 'ngày danh mục'],
    lists: { 'giấy tờ': ['tt', 'tên giấy tờ', 'bản chính', 'bản sao'] }, codes: [], needed: ['tên thủ tục', 'giấy tờ', 'phí, lệ phí'],
  },
};

/**
 * Fields that a paper owes its reader by Circular 01/2018 or by a setting, beside those that it is worth nothing without. A unit's template of before there was one lacks it and still prints: whoever edits templates is told.
 */
const EXPECTED: Readonly<Partial<Record<PaperForm, readonly string[]>>> = {
  receipt: ['người nộp', 'nội dung', 'nhận lúc', 'giấy tờ', 'cơ quan giải quyết', 'hình thức thu phí'],
  'receipt-certified': ['người nộp', 'nhận lúc', 'giấy tờ', 'tổng số bản', 'hình thức thu phí'],
  'receipt-many': ['người nộp', 'hẹn trả', 'mã QR tra cứu', 'hình thức thu phí'],
  supplement: ['người nộp', 'nội dung', 'giấy tờ', 'số phiếu', 'hạn bổ sung'],
  refusal: ['người nộp', 'nội dung', 'số phiếu'],
  apology: ['người nộp', 'nội dung', 'hẹn trả lúc', 'số phiếu'],
  withdrawal: ['nội dung', 'số phiếu'],
  control: ['nội dung', 'nhận lúc', 'hẹn trả lúc', 'cơ quan giải quyết', 'hạn trả về trung tâm'],
  book: ['hẹn trả', 'ngày trả'],
  handover: ['bên giao', 'bên nhận', 'bàn giao lúc', 'hạn trả về trung tâm'],
  fee: ['người nộp', 'ký hiệu', 'quyển', 'thu lúc'],
};

/** Those of a form, in the order in which they are missed. */
export function expectedFields(form: PaperForm): readonly string[] {
  return EXPECTED[form] ?? [];
}

/** What stands in the fields of one paper. A field that is not given is empty: it is left open on the paper, to be filled in by hand. */
export interface FormValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** Names in `values` that no template of the form could show: a slip of whoever filled them in. */
export function strayFields(form: PaperForm, { texts, lists }: FormValues): readonly string[] {
  const fields = FORM_FIELDS[form];
  return [
    ...Object.keys(texts).filter((name) => !fields.texts.includes(name)),
    ...Object.entries(lists).flatMap(([list, lines]) => {
      const known = fields.lists[list];
      return known === undefined ? [list] : [...new Set(lines.flatMap((line) => Object.keys(line).filter((name) => !known.includes(name))))];
    }),
  ];
}
