// The ticket printer's card in the admin window: well, at the end of its roll, jammed.

import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { DeviceState } from '../../../shared/contract/point.ts';
import type { PrinterView } from '../../../shared/contract/printer.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Picture } from '../picture.ts';
import { minutesAgo } from './example-point.ts';
import { adminStates } from './other-states.tsx';

function picture(name: string, state: 'prints' | 'prints-waiting', kind: DeviceState['kind'], code: ErrorCode | null, roll: PrinterView['roll']): Picture {
  const view: PrinterView = { state: { device: 'ticket-printer', counterId: null, kind, code, since: minutesAgo(4) }, roll };
  return { name: `printer-${name}`, role: 'admin', sizes: ['landscape', 'small'], screen: adminStates[state], client: () => scriptedClient({ 'printer.read': () => view, 'printer.clear-error': () => view }) };
}

export const printerPictures: readonly Picture[] = [
  picture('ready', 'prints', 'ready', null, { perRoll: null, papers: 41, begunAt: null }),
  picture('low', 'prints-waiting', 'ready', 'printer.paper-low', { perRoll: 320, papers: 291, begunAt: minutesAgo(2_800) }),
  picture('jammed', 'prints', 'trouble', 'printer.cutter', { perRoll: 320, papers: 112, begunAt: minutesAgo(300) }),
  picture('silent', 'prints-waiting', 'trouble', 'printer.silent', { perRoll: 320, papers: 112, begunAt: minutesAgo(300) }),
];
