// The control page of the virtual counter displays: what is lit above each counter, and what can go wrong.

import type { ControlledDevice } from '../control/control-server.ts';
import { button, escapeHtml } from '../control/page.ts';
import { DISPLAY_FAULTS, type DisplayFault, type VirtualDisplays } from './interface.ts';

const LABELS: Readonly<Record<DisplayFault, string>> = { mute: 'Không trả lời', garbage: 'Trả lời sai', slow: 'Chậm', dark: 'Mất điện' };

/** What the control door shows and does for the displays of a point. */
export function displaysControl(displays: VirtualDisplays, counters: readonly number[]): ControlledDevice {
  return {
    title: 'Bảng số tại quầy',
    draw: () => draw(displays, counters),
    describe: () => ({ port: displays.port, plugged: displays.isPlugged(), counters: counters.map((counter) => ({ counter, text: displays.textOf(counter), fault: displays.faultOf(counter) })) }),
    act: (action, body) => {
      if (action === 'plug' && (body['plugged'] === 'true' || body['plugged'] === 'false')) {
        void displays.setPlugged(body['plugged'] === 'true');
        return true;
      }
      const counter = Number(body['counter']);
      const fault = DISPLAY_FAULTS.find((one) => one === body['fault']) ?? null;
      if (action !== 'fault' || !counters.includes(counter) || (fault === null && body['fault'] !== '')) return false;
      displays.setFault(counter, fault);
      return true;
    },
  };
}

function draw(displays: VirtualDisplays, counters: readonly number[]): string {
  const rows = counters.map((counter) => {
    const text = displays.textOf(counter);
    const fault = displays.faultOf(counter);
    const buttons = [button('fault', 'Bình thường', { counter: String(counter), fault: '' }, fault === null), ...DISPLAY_FAULTS.map((one) => button('fault', LABELS[one], { counter: String(counter), fault: one }, fault === one))];
    return `<tr><th>Quầy ${counter}</th><td><span class="led">${text === null ? '&nbsp;' : escapeHtml(text).replaceAll(' ', '&nbsp;')}</span></td><td>${buttons.join('')}</td></tr>`;
  });
  return `<section><h2>Cổng TCP ${displays.port}</h2>${button('plug', displays.isPlugged() ? 'Rút dây' : 'Cắm dây', { plugged: String(!displays.isPlugged()) })}</section>
<section><h2>Số đang sáng</h2><table>${rows.join('')}</table></section>`;
}
