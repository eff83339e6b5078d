// A virtual printer at the end of a device file, for laboratories without our processes: `node electron/practice/printer/device-main.ts FILE [58|80]`.
// FILE is the gadget side of a USB printer ('/dev/g_printer0') or one end of a pair of pseudo terminals. Says one line of JSON ({ port, controlUrl }); `GET /state` of the control page
// counts the printed pages, `POST /state` with {"state":"paper-out"} changes what is wrong, `GET /pages/1.png` shows one. Ends on SIGTERM, SIGINT, or when the device is gone.

import { plugIntoDevice } from './on-device.ts';
import { startVirtualPrinter } from './virtual-printer.ts';

const [file, width = '80'] = process.argv.slice(2);
if (file === undefined || (width !== '58' && width !== '80')) {
  process.stderr.write('usage: device-main.ts FILE [58|80]\n');
  process.exit(2);
}
const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
await using printer = await startVirtualPrinter({ port: 0, widthDots: width === '58' ? 384 : 576 });
await using cable = await plugIntoDevice(printer.port, file);
process.stdout.write(`${JSON.stringify({ port: printer.port, controlUrl: printer.controlUrl })}\n`);
await Promise.race([cable.over, new Promise((resolve) => ending.signal.addEventListener('abort', resolve))]);
