// The control page of the virtual scanner: paper into the feeder, what is wrong with it, and the sheets it handed out.

import type { ControlledDevice } from '../control/control-server.ts';
import { button } from '../control/page.ts';
import { SCANNER_FAULTS, type ScannerFault, type VirtualScanner } from './interface.ts';

const SHOWN_PAGES = 8;
const FULL_FEEDER = 400;
const LABELS: Readonly<Record<ScannerFault, string>> = {
  none: 'Bình thường', busy: 'Đang bận', 'busy-page': 'Bận giữa chừng', jam: 'Kẹt giấy', mispick: 'Không kéo được giấy', hang: 'Treo', cut: 'Đứt giữa trang', short: 'Gửi thiếu', long: 'Gửi thừa',
  huge: 'Trang quá lớn', garbage: 'Gửi không phải ảnh', cover: 'Mở nắp', stuck: 'Giấy không ra', slow: 'Chậm', down: 'Hỏng', silent: 'Không trả lời',
};

/** What the control door shows and does for one virtual scanner. */
export function scannerControl(scanner: VirtualScanner): ControlledDevice {
  return {
    title: 'Máy quét tài liệu',
    draw: () => draw(scanner),
    describe: () => ({ port: scanner.port, url: scanner.url, feeder: scanner.feeder(), fault: scanner.fault(), pages: scanner.servedCount(), openJobs: scanner.openJobs() }),
    act: (action, body) => {
      const sheets = Number(body['sheets']);
      const atPage = Number(body['atPage'] ?? 1);
      const fault = SCANNER_FAULTS.find((known) => known === body['fault']);
      if (action === 'load' && Number.isInteger(sheets) && sheets >= 0 && sheets <= FULL_FEEDER) scanner.load(sheets);
      else if (action === 'fault' && fault !== undefined && Number.isInteger(atPage) && atPage >= 1) scanner.setFault(fault, atPage);
      else return false;
      return true;
    },
    document: (path) => {
      const number = Number(/^\/pages\/(\d{1,9})\.jpg$/.exec(path)?.[1]);
      const page = scanner.served().find((one) => one.number === number);
      return page === undefined ? null : { type: 'image/jpeg', body: page.bytes };
    },
  };
}

function draw(scanner: VirtualScanner): string {
  const loads = [0, 1, 2, 3, 5, 10].map((sheets) => button('load', sheets === 0 ? 'Khay trống' : `${sheets} tờ`, { sheets: String(sheets) }, sheets === scanner.feeder()));
  const faults = SCANNER_FAULTS.map((fault) => button('fault', LABELS[fault], { fault }, fault === scanner.fault()));
  const pages = scanner.served().slice(-SHOWN_PAGES).reverse();
  const pictures = pages.map((page) => `<figure><img src="/pages/${page.number}.jpg" alt="Trang ${page.number}"><figcaption>Trang ${page.number} · ${Math.round(page.bytes.length / 1024)} KB</figcaption></figure>`);
  return `<section><h2>eSCL tại ${scanner.url} · đã quét ${scanner.servedCount()} trang</h2>
<h2>Khay nạp giấy: ${scanner.feeder()} tờ</h2>${loads.join('')}</section>
<section><h2>Tình trạng</h2>${faults.join('')}</section><div class="papers">${pictures.join('')}</div>`;
}
