// The control page of the virtual panel and keypads: buttons to press, the lamps, and what can go wrong.

import type { ControlledDevice } from '../control/control-server.ts';
import { button } from '../control/page.ts';
import { PANEL_ADDRESS, type VirtualButtons } from './interface.ts';

const PANEL_BUTTONS = 9;
const KEYS = ['Gọi số tiếp', 'Gọi lại', 'Vắng mặt', 'Xong', 'Tạm dừng'];
const CHATTER = 1_000;

/** What the control door shows and does for panel and keypads. */
export function buttonsControl(buttons: VirtualButtons, counters: readonly number[]): ControlledDevice {
  return {
    title: 'Bảng nút lấy số và bàn phím gọi số',
    draw: () => draw(buttons, counters),
    describe: () => ({ port: buttons.port, plugged: buttons.isPlugged(), connected: buttons.isConnected(), lamps: buttons.lamps() }),
    act: (action, body) => {
      if (action === 'plug' && (body['plugged'] === 'true' || body['plugged'] === 'false')) {
        void buttons.setPlugged(body['plugged'] === 'true');
        return true;
      }
      if (action === 'babble') return buttons.babble(10_000);
      const address = Number(body['address']);
      const pressed = Number(body['button']);
      const most = address === PANEL_ADDRESS ? PANEL_BUTTONS : counters.includes(address) ? KEYS.length : 0;
      if (!Number.isInteger(pressed) || pressed < 1 || pressed > most) return false;
      if (action === 'press') return buttons.press(address, pressed);
      return action === 'chatter' && buttons.chatter(address, pressed, CHATTER);
    },
  };
}

function draw(buttons: VirtualButtons, counters: readonly number[]): string {
  const lamps = buttons.lamps();
  const panel = Array.from({ length: PANEL_BUTTONS }, (_, index) => button('press', `Nút ${index + 1}`, { address: String(PANEL_ADDRESS), button: String(index + 1) }, lamps.includes(index + 1)));
  const rows = counters.map((counter) => {
    const keys = KEYS.map((label, index) => button('press', label, { address: String(counter), button: String(index + 1) }));
    return `<tr><th>Quầy ${counter}</th><td>${keys.join('')}</td><td>${buttons.beepsOf(counter)} lần báo không làm được</td></tr>`;
  });
  const state = buttons.isPlugged() ? (buttons.isConnected() ? 'đang nối với trạm' : 'chưa có trạm nào nối') : 'đã rút dây';
  return `<section><h2>Cổng TCP ${buttons.port} · ${state}</h2>${button('plug', buttons.isPlugged() ? 'Rút dây' : 'Cắm dây', { plugged: String(!buttons.isPlugged()) })}${button('babble', 'Nhiễu đường dây', {})}${button('chatter', 'Nút 1 của bảng bị kẹt', { address: String(PANEL_ADDRESS), button: '1' })}</section>
<section><h2>Bảng nút ở cửa (nút sáng là đèn sáng)</h2>${panel.join('')}</section>
<section><h2>Bàn phím tại quầy</h2><table>${rows.join('')}</table></section>`;
}
