// The control page of the virtual ticket printer: what is wrong with it, and the paper that came out.

import { createCanvas } from '@napi-rs/canvas';
import type { ControlledDevice } from '../control/control-server.ts';
import { button } from '../control/page.ts';
import type { VirtualPrinter } from './interface.ts';
import type { PrintedPage } from './machine.ts';
import { PRINTER_STATES, type PrinterPracticeState } from './status-bytes.ts';

const SHOWN_PAGES = 12;
/** So long a page counts as just coming out. */
const FRESH_MS = 2_000;
const LABELS: Readonly<Record<PrinterPracticeState, string>> = {
  ok: 'Bình thường', 'paper-low': 'Sắp hết giấy', 'paper-out': 'Hết giấy', 'cover-open': 'Mở nắp', cutter: 'Kẹt dao cắt', offline: 'Ngừng nhận', mute: 'Không trả lời',
  slow: 'In chậm', unplugged: 'Rút dây', 'no-fence': 'Không báo in xong', 'few-answers': 'Chỉ biết hai câu hỏi', 'says-paper-out': 'Cứ báo hết giấy', garbled: 'Trả lời linh tinh',
};

/** What the control door shows and does for one virtual printer. */
export function printerControl(printer: VirtualPrinter): ControlledDevice {
  return {
    title: 'Máy in phiếu',
    draw: () => draw(printer),
    describe: () => ({ state: printer.state(), port: printer.port, pages: printer.pageCount() }),
    act: (action, body) => {
      const state = PRINTER_STATES.find((known) => known === body['state']);
      if (action === 'state' && state !== undefined) printer.setState(state);
      else if (action === 'cut') printer.cutConnections();
      else return false;
      return true;
    },
    document: (path) => {
      const number = /^\/pages\/(\d{1,9})\.png$/.exec(path)?.[1];
      const page = printer.pages().find((one) => one.number === Number(number));
      return page === undefined ? null : { type: 'image/png', body: pngOfPage(page) };
    },
  };
}

function draw(printer: VirtualPrinter): string {
  const buttons = PRINTER_STATES.map((state) => button('state', LABELS[state], { state }, state === printer.state()));
  const papers = printer.pages().slice(-SHOWN_PAGES).reverse().map((page) => {
    const time = new Date(page.printedAt).toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
    return `<figure${Date.now() - page.printedAt < FRESH_MS ? ' class="fresh"' : ''}><img src="/pages/${page.number}.png" alt="Tờ ${page.number}"><figcaption>Tờ ${page.number} · ${time}</figcaption></figure>`;
  });
  return `<section><h2>Cổng TCP ${printer.port} · đã in ${printer.pageCount()} tờ</h2>${buttons.join('')}${button('cut', 'Ngắt kết nối', {})}</section>
<div class="slot"></div><div class="papers">${papers.join('')}</div>`;
}

/** A printed page as a PNG picture, dot for dot. */
export function pngOfPage(page: PrintedPage): Uint8Array {
  const canvas = createCanvas(page.widthDots, page.rows);
  const context = canvas.getContext('2d');
  const picture = context.createImageData(page.widthDots, page.rows);
  for (let dot = 0; dot < page.widthDots * page.rows; dot += 1) {
    const isBlack = ((page.bits[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0;
    picture.data.set(isBlack ? [22, 24, 26, 255] : [255, 255, 255, 255], dot * 4);
  }
  context.putImageData(picture, 0, 0);
  return canvas.encodeSync('png');
}
