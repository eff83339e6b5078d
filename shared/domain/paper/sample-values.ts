// Invented words for every field of every form, long where life is long: what a template is tried with before anybody's name stands on it.

import { FORM_FIELDS, type FormValues, type PaperForm } from './form.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'ngày lập': 'Ngày 27 tháng 11 năm 2026', 'cán bộ': 'Nguyễn Thị Hồng Vân', 'quầy': 'Quầy 2',
  'người nộp': 'NGUYỄN HỮU ƯỚC', 'số định danh': '001******012', 'địa chỉ': 'Thôn Đông Thượng, xã Phú Xuyên, thành phố Hà Nội', 'điện thoại': '0900 000 001', 'email': 'huu.uoc@example.vn',
  'chủ hồ sơ': 'NGUYỄN HỮU ƯỚC', 'địa chỉ chủ hồ sơ': 'Thôn Đông Thượng, xã Phú Xuyên, thành phố Hà Nội', 'mã hồ sơ': 'T149-K1-000123-X (mã tạm)',
  'địa chỉ người được nộp thay': '',
  'ghi chú mã tạm': 'Mã chính thức được cấp khi hồ sơ lên hệ thống của thành phố. Mã tạm này vẫn tra cứu được.',
  'mã thủ tục': '1.004873', 'tên thủ tục': 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', 'nội dung': 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân',
  'nhận lúc': '08:13 ngày 27/11/2026', 'hẹn trả lúc': '17:00 ngày 02/12/2026', 'cơ quan giải quyết': 'Ủy ban nhân dân xã Phú Xuyên', 'hình thức nộp': 'Trực tiếp', 'số bộ': '1',
  'thời hạn giải quyết': '3 ngày làm việc', 'nơi trả kết quả': 'Điểm phục vụ hành chính công xã Phú Xuyên', 'hình thức thu phí': 'Thu trước: 8.000 đồng', 'số thứ tự': 'A025',
  'mã QR tra cứu': 'MC1:0197a3b2-7c1d-7e2f-8a3b-4c5d6e7f8091:T149-K1-000123-X', 'mã QR nội dung': 'Mã hồ sơ: T149-K1-000123-X (mã tạm)\nThủ tục: 1.004873\nNhận: 08:13 ngày 27/11/2026\nHẹn trả: 17:00 ngày 02/12/2026',
  'tổng số bản': '12', 'tổng lệ phí': '96.000 đồng', 'tổng lệ phí bằng chữ': 'Chín mươi sáu nghìn đồng', 'số hồ sơ': '3',
  'lý do': 'Tờ khai chưa có chữ ký của người yêu cầu; bản án ly hôn nộp kèm chưa ghi ngày có hiệu lực pháp luật.', 'hạn bổ sung': '18/12/2026', 'hẹn lại lúc': '10:00 ngày 07/12/2026', 'người ký': 'Trần Văn Bình',
  'hạn trả về trung tâm': '11:00 ngày 02/12/2026', 'từ ngày': '01/11/2026', 'đến ngày': '30/11/2026', 'tổng số hồ sơ': '45', 'tổng số bộ': '46', 'đã trả': '38', 'chưa trả': '6', 'không rõ ngày': '1', 'máy trạm': 'T149-K1', 'tính đến lúc': '17:00 ngày 30/11/2026', 'tổng tiếp nhận': '45', 'tổng đã giải quyết': '38', 'tổng đang giải quyết': '7', 'tỷ lệ trực tuyến': '40/44 (90,91%)', 'tỷ lệ giải quyết': '38/45 (84,44%)', 'tỷ lệ đúng hạn': '38/38 (100%)', 'tỷ lệ chuyển khoản': '21/24 (87,5%)', 'tỷ lệ số hóa': '33/38 (86,84%)', 'tỷ lệ hài lòng': '29/29 (100%)',
  'người giao': 'Nguyễn Thị Hồng Vân', 'người nhận': 'NGUYỄN HỮU ƯỚC', 'điện thoại người nhận': '0900 000 001', 'loại kết quả': 'Giấy xác nhận tình trạng hôn nhân', 'số kết quả': '127/UBND-XNTTHN', 'ngày kết quả': '01/12/2026', 'trích yếu kết quả': 'Xác nhận tình trạng hôn nhân của ông Nguyễn Hữu Ước', 'trả lúc': '16:20 ngày 02/12/2026',
  'bên giao': 'Phòng Văn hóa – Xã hội', 'bên nhận': 'Điểm phục vụ hành chính công xã Phú Xuyên', 'bàn giao lúc': '15:00 ngày 02/12/2026', 'số phiếu': '127/2026',
  'ký hiệu': 'PX-26T', 'quyển': '01', 'số biên lai': '0000123', 'thu lúc': '08:20 ngày 27/11/2026', 'hình thức thanh toán': 'Tiền mặt', 'phí': '0', 'lệ phí': '96.000', 'tổng tiền': '96.000', 'tổng tiền bằng chữ': 'Chín mươi sáu nghìn đồng', 'hủy': '',
  'trường hợp': '', 'ghi chú giấy tờ': '', 'phí, lệ phí': '8.000 đồng/bản; miễn với người thuộc gia đình có công, hộ nghèo, người khuyết tật', 'kết quả': 'Giấy xác nhận tình trạng hôn nhân', 'nơi nộp': 'Điểm phục vụ hành chính công xã Phú Xuyên', 'giờ nhận hồ sơ': 'thứ Hai đến thứ Sáu, 07:00–11:30, 13:30–17:00', 'ngày danh mục': 'Theo danh mục thủ tục tháng 7/2026.',
};

const LINES: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'giấy tờ': [
    { 'tên giấy tờ': 'Tờ khai cấp Giấy xác nhận tình trạng hôn nhân theo mẫu', 'bản chính': '1', 'bản chứng thực': '', 'bản photo': '', 'bản sao': '', 'số trang': '2', 'số bản': '5', 'lệ phí': '40.000', 'bản điện tử': '' },
    { 'tên giấy tờ': 'Bản án hoặc quyết định ly hôn đã có hiệu lực pháp luật của Tòa án (nếu người yêu cầu đã ly hôn)', 'bản chính': '', 'bản chứng thực': '1', 'bản photo': '', 'bản sao': '', 'số trang': '4', 'số bản': '5', 'lệ phí': '40.000', 'bản điện tử': 'x' },
    { 'tên giấy tờ': 'Văn bản ủy quyền', 'bản chính': '', 'bản chứng thực': '', 'bản photo': '1', 'bản sao': '1', 'số trang': '1', 'số bản': '2', 'lệ phí': '16.000', 'bản điện tử': '' },
  ],
  'hồ sơ': [
    { 'mã hồ sơ': 'T149-K1-000123-X', 'nội dung': 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', 'tên thủ tục': 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', 'chủ hồ sơ': 'NGUYỄN HỮU ƯỚC', 'người nộp': 'NGUYỄN HỮU ƯỚC' },
    { 'mã hồ sơ': 'G09.20-20261127-0000124', 'nội dung': 'Thủ tục đăng ký khai sinh', 'tên thủ tục': 'Thủ tục đăng ký khai sinh', 'chủ hồ sơ': 'TRẦN THỊ ĐẸP', 'người nộp': 'TRẦN THỊ ĐẸP' },
    { 'mã hồ sơ': 'T149-K1-000125-9', 'nội dung': 'Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản', 'tên thủ tục': 'Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản', 'chủ hồ sơ': 'CÔNG TY TNHH MỘT THÀNH VIÊN ĐẦU TƯ PHÁT TRIỂN PHÚ XUYÊN', 'người nộp': 'LÊ VĂN ĐỨC' },
  ].map((line) => ({
    ...line, 'đơn vị': 'UBND xã Phú Xuyên', 'cơ quan giải quyết': 'UBND xã Phú Xuyên', 'ngày nhận': '27/11/2026', 'hẹn trả': '02/12/2026', 'hạn trả về trung tâm': '11:00 ngày 02/12/2026', 'ngày trả': '02/12/2026', 'thời hạn': '3 ngày làm việc', 'số bộ': '1',
    'địa chỉ và điện thoại': 'Thôn Đông Thượng, xã Phú Xuyên – 0900 000 001', 'phương thức nhận kết quả': 'Tại nơi nộp', 'thu phí': 'x', 'qua bưu điện': '', 'ghi chú': '',
  })),
  'bàn giao': [
    { 'bên giao': 'Bộ phận một cửa', 'bên nhận': 'Công chức Tư pháp – Hộ tịch', 'lúc': '10:00 ngày 27/11/2026', 'kết quả': 'Đúng hạn', 'ghi chú': '', 'người giao': '', 'người nhận': '' },
    { 'bên giao': 'Công chức Tư pháp – Hộ tịch', 'bên nhận': 'Lãnh đạo UBND xã', 'lúc': '', 'kết quả': '', 'ghi chú': '', 'người giao': '', 'người nhận': '' },
  ],
  'lĩnh vực': [
    { 'tên lĩnh vực': 'Hộ tịch', 'tiếp nhận': '31', 'trực tuyến': '20', 'trực tiếp': '9', 'kỳ trước': '2', 'đã giải quyết': '28', 'trước hạn': '25', 'đúng hạn': '2', 'quá hạn': '1', 'đang giải quyết': '3', 'trong hạn': '3', 'đang quá hạn': '0' },
    { 'tên lĩnh vực': 'Giảm nghèo, bảo trợ xã hội và phòng, chống tệ nạn xã hội', 'tiếp nhận': '14', 'trực tuyến': '10', 'trực tiếp': '4', 'kỳ trước': '0', 'đã giải quyết': '10', 'trước hạn': '10', 'đúng hạn': '0', 'quá hạn': '0', 'đang giải quyết': '4', 'trong hạn': '3', 'đang quá hạn': '1' },
    { 'tên lĩnh vực': 'Tổng cộng', 'tiếp nhận': '45', 'trực tuyến': '30', 'trực tiếp': '13', 'kỳ trước': '2', 'đã giải quyết': '38', 'trước hạn': '35', 'đúng hạn': '2', 'quá hạn': '1', 'đang giải quyết': '7', 'trong hạn': '6', 'đang quá hạn': '1' },
  ],
  'khoản thu': [{ 'tên khoản': 'Chứng thực bản sao từ bản chính', 'số lượng': '12 bản', 'đơn giá': '8.000', 'thành tiền': '96.000' }],
};

const NUMBERS: Readonly<Partial<Record<PaperForm, string>>> = { supplement: '127/HDHS-K1', refusal: '12/TCHS-K1', apology: '8/PXL-K1', withdrawal: '3/RHS-K1' };

/** The unit is the point's own; all else is invented. `lines` repeats the lists up to so many lines, for a look at the breaks between pages. */
export function sampleValues(form: PaperForm, unit: { readonly name: string; readonly parent: string; readonly address: string; readonly phone: string; readonly lookUpSite: string }, lines = 0): FormValues {
  const own: Readonly<Record<string, string>> = { 'cơ quan chủ quản': unit.parent, 'tên đơn vị': unit.name, 'địa chỉ đơn vị': unit.address, 'điện thoại đơn vị': unit.phone, 'trang tra cứu': unit.lookUpSite, ...(NUMBERS[form] === undefined ? {} : { 'số phiếu': NUMBERS[form] }) };
  const fields = FORM_FIELDS[form];
  return {
    texts: Object.fromEntries(fields.texts.map((name) => [name, own[name] ?? TEXTS[name] ?? ''])),
    lists: Object.fromEntries(
      Object.entries(fields.lists).map(([list, names]) => {
        const known = LINES[list] ?? [];
        const all = Array.from({ length: Math.max(known.length, lines) }, (_, index) => known[index % Math.max(1, known.length)] ?? {});
        return [list, all.map((line, index) => Object.fromEntries(names.map((name) => [name, name === 'tt' ? String(index + 1) : (line[name] ?? '')])))];
      }),
    ),
  };
}
