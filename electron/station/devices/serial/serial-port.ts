// Opens a serial port and watches over it: a port that is unplugged or hung up is closed within seconds, also where the library does not notice.

import type { DeviceClock } from '../ports.ts';
import { WireLine, type LineMissing, type SerialLine, type SerialSettings } from './line.ts';
import { nativePorts, pathOf, type NativePort, type NativePorts } from './native-port.ts';

/** Opening waits for no device, so one that takes this long never will. */
const OPEN_MS = 5_000;
/** A line that was hung up keeps one core busy until this has found out. */
const WATCH_MS = 2_000;

/** Openings that have not ended, by path: each that hangs holds a thread of the few that files and ports share, so a second one would only take another. */
const openings = new WeakMap<NativePorts, Set<string>>();

/**
 * Opens a port; else why not. A port counts as absent, too, while an earlier opening of it still hangs.
 * @param signal ends the opening and, later, the line
 */
export async function openSerial(settings: SerialSettings, clock: DeviceClock, signal: AbortSignal, ports: NativePorts = nativePorts): Promise<SerialLine | LineMissing> {
  const portPath = pathOf(settings.path);
  const identity = await ports.identify(portPath);
  if (identity === null || signal.aborted) return 'absent';
  const pending = openings.get(ports) ?? new Set();
  openings.set(ports, pending);
  if (pending.has(portPath)) return 'absent';
  pending.add(portPath);
  const opening = ports.open(settings, portPath);
  void opening.then(() => undefined, () => undefined).then(() => pending.delete(portPath));
  const port = await openInTime(opening, clock, signal, async (error) => await ports.hindranceOf(portPath, error));
  if (typeof port === 'string') return port;

  const bits = 1 + settings.dataBits + (settings.parity === 'none' ? 0 : 1) + settings.stopBits;
  const line = new WireLine(
    {
      send: async (bytes) => await port.write(Buffer.from(bytes)),
      end: async () => {
        // What waits behind flow control would hold the closing up.
        await port.flush().catch(() => undefined);
        await port.close().catch(() => undefined);
      },
    },
    clock, signal, (bits * 1_000) / settings.baudRate,
  );
  void readFrom(port, line);
  void watchOver(port, line, clock, async () => (await ports.identify(portPath)) === identity);
  return line;
}

async function openInTime(opening: Promise<NativePort>, clock: DeviceClock, signal: AbortSignal, why: (error: unknown) => Promise<LineMissing>): Promise<NativePort | LineMissing> {
  const settled = new AbortController();
  const late = clock.sleep(OPEN_MS, AbortSignal.any([settled.signal, signal])).then(() => 'absent' as const, () => 'absent' as const);
  const port = await Promise.race([opening.catch(why), late]);
  settled.abort();
  if (!signal.aborted && port !== 'absent') return port;
  // Whatever still opens now is wanted by nobody.
  void opening.then(async (unwanted) => await unwanted.close()).catch(() => undefined);
  return 'absent';
}

/** Hands on what comes in until the port is gone; a port that nobody reads does not even notice that it is unplugged. */
async function readFrom(port: NativePort, line: WireLine): Promise<void> {
  const buffer = Buffer.alloc(4_096);
  try {
    while (line.isOpen) {
      const { bytesRead } = await port.read(buffer, 0, buffer.length);
      line.received(Uint8Array.from(buffer.subarray(0, bytesRead)));
    }
  } catch {
    line.close();
  }
}

/**
 * Closes the line when its path is gone or leads to another device, or when the port stops answering a question that it answered before. The library reads on for ever
 * from a line that was hung up (serialport/bindings-cpp#162), without an error and with one core busy; closing the port ends that.
 */
async function watchOver(port: NativePort, line: WireLine, clock: DeviceClock, isSame: () => Promise<boolean>): Promise<void> {
  const answers = async (): Promise<boolean> => await port.get().then(() => true, () => false);
  const canAnswer = await answers();
  while (line.isOpen) {
    await clock.sleep(WATCH_MS, line.over).catch(() => undefined);
    if (line.isOpen && (!(await isSame()) || (canAnswer && !(await answers())))) line.close();
  }
}
