// The control page of the virtual reader: a few invented cards to hold under it, any other text, and what can go wrong.

import type { ControlledDevice } from '../control/control-server.ts';
import { button, escapeHtml } from '../control/page.ts';
import { PRACTICE_CARDS } from './cards.ts';
import type { VirtualReader } from './interface.ts';
import { READER_FAULTS, type ReaderFault } from './reports.ts';

const LONGEST_TEXT = 8_000;
const FAULT_LABELS: Readonly<Record<ReaderFault, string>> = { torn: 'Mất phần cuối', oversized: 'Quá dài', foreign: 'Thiết bị lạ', slow: 'Đọc rất chậm', unplug: 'Rút cáp giữa chừng' };

/** What the control door shows and does for one virtual reader. */
export function readerControl(reader: VirtualReader): ControlledDevice {
  return {
    title: 'Đầu đọc mã',
    draw: () => draw(reader),
    describe: () => ({ port: reader.port, plugged: reader.isPlugged(), connected: reader.isConnected(), scans: reader.scanCount() }),
    act: (action, body) => {
      if (action === 'plug' && (body['plugged'] === 'true' || body['plugged'] === 'false')) {
        void reader.setPlugged(body['plugged'] === 'true');
        return true;
      }
      const text = body['text'];
      const fault = body['fault'] ?? null;
      if (action !== 'scan' || typeof text !== 'string' || text === '' || text.length > LONGEST_TEXT) return false;
      const known = READER_FAULTS.find((one) => one === fault) ?? null;
      return (fault === null || known !== null) && reader.scan(text, known);
    },
  };
}

function draw(reader: VirtualReader): string {
  const [first] = PRACTICE_CARDS;
  const cards = PRACTICE_CARDS.map((card) => button('scan', card.label, { text: card.text }));
  const faults = READER_FAULTS.map((fault) => button('scan', FAULT_LABELS[fault], { text: first?.text ?? '', fault }));
  const state = reader.isPlugged() ? (reader.isConnected() ? 'đang nối với trạm' : 'chưa có trạm nào nối') : 'đã rút cáp';
  return `<section><h2>Cổng TCP ${reader.port} · ${state} · đã đọc ${reader.scanCount()} mã</h2>
${button('plug', reader.isPlugged() ? 'Rút cáp' : 'Cắm cáp', { plugged: String(!reader.isPlugged()) })}</section>
<section><h2>Đưa thẻ căn cước (người không có thật) vào đầu đọc</h2>${cards.join('')}</section>
<section><h2>Mã khác</h2><form method="post" action="/scan"><textarea name="text" maxlength="${LONGEST_TEXT}" placeholder="${escapeHtml('Nội dung mã QR')}"></textarea><button>Đọc</button></form></section>
<section><h2>Đọc hỏng</h2>${faults.join('')}</section>`;
}
