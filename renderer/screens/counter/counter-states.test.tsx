// Every state of the counter is drawn, in both languages, and says what it is.

import { afterEach, expect, test } from 'vitest';
import { counterStates } from '../../../tests/gallery/desk/counter-states.tsx';
import { scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { atCityScript } from '../../../tests/gallery/desk/example-dossier.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

/** Words that only this state shows. */
const SAID: Readonly<Record<string, string>> = {
  loading: 'Đang tải quầy làm việc',
  'nobody-called': 'Bấm F2 để gọi số tiếp theo',
  'nobody-called-reader-refused': 'thẻ vừa đọc không được lưu',
  'queue-empty': 'Chưa có hồ sơ nào hôm nay.',
  paused: 'Lý do: Họp',
  'wait-card': 'Mời công dân đưa thẻ căn cước',
  'wait-card-no-reader': 'Giấy hẹn T149-K1-000011-B – Không rõ đã in chưa',
  'card-refused': 'Mã trên thẻ đọc bị thiếu',
  'reader-keyboard': 'Đầu đọc đang ở chế độ bàn phím',
  'reader-keyboard-papers': 'Đầu đọc đang ở chế độ bàn phím',
  'reader-receipt': 'Đây là mã trên giấy hẹn',
  'reader-in-front': 'Thẻ vừa đọc chưa được dùng',
  'card-health': 'Đây là mã trên thẻ bảo hiểm y tế',
  'card-payment': 'Đây là mã thanh toán',
  'card-number-only': 'Mã vạch này chỉ có số định danh',
  'card-procedure': 'Đây là mã của một thủ tục',
  'card-dossier-unknown': 'Không tìm thấy đúng một hồ sơ theo mã vừa đọc',
  'reader-no-permission': 'Đầu đọc thẻ đã cắm nhưng máy chưa cho chương trình dùng',
  'keypad-no-permission': 'Bàn phím gọi số hoặc hộp nút bấm USB đã cắm nhưng máy chưa cho chương trình dùng',
  person: 'Đúng, tiếp tục',
  'person-doubts': 'Số căn cước không khớp với giới tính',
  'person-replaced': 'Xem lại người nộp: vừa đọc thẻ của LÊ QUANG HUY',
  'person-typing': 'trong lúc đang sửa',
  'person-refused': 'Ổ đĩa đã đầy',
  procedure: 'Chọn thủ tục này',
  'procedure-none': 'Không tìm thấy thủ tục nào cho «khai xinh»',
  papers: 'Bắt buộc, còn thiếu',
  'papers-scanning': 'Đang quét trang 4',
  'papers-blank': 'Trang trắng',
  'papers-jam': 'Máy quét bị kẹt giấy',
  'papers-scan-unsupported': 'Máy quét không làm được cách quét đã chọn',
  'papers-cover-printed': 'Không rõ tờ bìa đã ra chưa',
  'papers-cover-reading': 'Đang tìm tờ bìa trong 3 trang…',
  'papers-cover-read': 'Tờ bìa đã đọc (1)',
  'papers-cover-refused': 'Tờ bìa của A009',
  'papers-cover-page': 'Chuyển sang giấy tờ',
  'papers-cover-sheet': 'Đây là trang giấy tờ, chuyển vào',
  'covers-dialog': 'In 5 tờ',
  'covers-dialog-looking': 'Đang tìm máy in…',
  'covers-dialog-none': 'Quầy này chưa có máy in nào để in tờ bìa',
  'covers-dialog-refused': 'Ổ đĩa đã đầy',
  'card-cover-other': 'Tờ bìa này của lượt hoặc hồ sơ khác',
  'papers-unsaved': 'Chưa lưu được số bản',
  ready: 'Hồ sơ đủ, có thể tiếp nhận.',
  opening: 'Đang tiếp nhận…',
  'opening-unconfirmed': 'Chưa xác nhận: «Tiếp nhận hồ sơ»',
  'received-printing': 'Đang in giấy hẹn…',
  'received-official': 'Mã tạm đã in: T149-K1-000012-C',
  'received-paper-out': 'Chưa in được giấy hẹn. Hồ sơ đã được lưu.',
  'received-unknown': 'Không rõ giấy hẹn đã in ra chưa',
  'city-login-page': 'Mạng đang đòi đăng nhập',
  'city-clock': 'Đồng hồ của máy này sai',
  'city-overloaded': 'Thành phố đang quá tải',
  'city-quarantined': 'Thành phố đang tạm giữ dữ liệu của máy này',
  'city-new-identity': 'Máy đang nhận lại danh tính',
  'city-update': 'Cần cập nhật chương trình',
  care: '1 mục của quầy bị Thành phố trả lại',
  'desk-refused': 'Số này vừa được xử lý ở nơi khác',
  'dialog-hold': 'Đi photo giấy tờ',
  'dialog-priority': 'Bỏ ưu tiên của số',
  'dialog-transfer': 'Lĩnh vực này hiện không lấy số',
  'dialog-pause': 'Nghỉ giải lao',
  'dialog-abandon': 'bỏ thông tin và 2 trang đã quét',
  'dialog-care': 'Việc cần xử lý của quầy số 1',
  'dialog-care-notices': 'NGUYỄN VĂN ĐỰC',
  'dialog-care-empty': 'Quầy này không có việc nào cần xử lý.',
  'dialog-care-edit': 'Thành phố không nhận ô này',
  'dossier-reading': 'Đang mở hồ sơ',
  'dossier-unread': 'Không tìm thấy hồ sơ này trên máy',
  'dossier-look': 'Không còn gì. Thành phố đã nhận mọi việc của hồ sơ này.',
  'dossier-document': 'Đang tải 42%',
  'dossier-document-missing': 'tài liệu thiếu 2 trang',
  'dossier-document-refused': 'Máy này không ghi được dữ liệu',
  'dossier-city': 'có hiệu lực nếu Thành phố chưa quyết định khác',
  'dossier-stale': 'Chưa liên lạc được với máy chủ của điểm',
  'dossier-voided': 'Hồ sơ đã hủy. Chỉ xem và ghi chú được.',
  'dossier-erased': 'Dữ liệu cá nhân của hồ sơ này đã được xóa.',
  'dossier-move': 'Người nộp xin rút hồ sơ',
  'dossier-pages': 'Đã chuyển trang.',
  'dossier-pages-choose': 'Chọn một trang để xem',
  'dossier-pages-refused': 'Giấy tờ này đã đủ 400 trang',
  'dossier-correct': 'Sửa thông tin hồ sơ H26.149-261124-0007',
  'dossier-note': 'Nội dung ghi chú',
  'dossier-void': 'Hủy hồ sơ H26.149-261124-0007?',
  'dialog-keys': 'Mở bước 1 đến 4',
  'dialog-guide': 'Hướng dẫn theo việc',
  'dialog-page': 'Bỏ trang 2?',
};

test('every state has its words here', () => {
  expect(Object.keys(SAID)).toEqual(Object.keys(counterStates));
});

test.each(Object.entries(SAID))('%s says «%s»', async (name, words) => {
  open = await stage(counterStates[name], { client: scriptedClient(atCityScript()) });
  expect(open.words()).toContain(words);
});

test.each(Object.keys(SAID))('%s has no hole in its English words', async (name) => {
  open = await stage(counterStates[name], { client: scriptedClient(atCityScript()), language: 'en' });
  expect(open.words()).not.toMatch(/\{\w+\}|undefined|\[object/);
});
