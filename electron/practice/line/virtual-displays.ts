// Displays above the counters on one RS-485 pair: STX, two digits of address, four characters, their XOR, ETX; ACK or NAK in return.

import { startControlServer } from '../control/control-server.ts';
import { displaysControl } from './displays-control.ts';
import type { DisplayFault, VirtualDisplays } from './interface.ts';
import { startVirtualLine } from './virtual-line.ts';

const STX = 0x02;
const ETX = 0x03;
const FRAME_BYTES = 9;
const SLOW_MS = 1_500;

interface Display {
  text: string | null;
  shown: number;
  fault: DisplayFault | null;
}

/** Starts one display for each counter on 127.0.0.1, with a control page; port 0 takes any free one. */
export async function startVirtualDisplays(options: { readonly counters: readonly number[]; readonly port?: number; readonly controlPort?: number }): Promise<VirtualDisplays> {
  const displays = new Map<number, Display>(options.counters.map((counter) => [counter, { text: null, shown: 0, fault: null }]));
  const timers = new Set<NodeJS.Timeout>();
  let rest = Buffer.alloc(0);

  const answer = (bytes: number[], ms: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      line.send(Uint8Array.from(bytes));
    }, ms);
    timers.add(timer);
  };
  const takeFrame = (frame: Buffer): void => {
    const display = displays.get(Number(frame.toString('latin1', 1, 3)));
    if (display === undefined || display.fault === 'dark') return;
    if (frame.subarray(1, 7).reduce((sum, byte) => sum ^ byte, 0) !== frame[7]) {
      answer([0x15], 1);
      return;
    }
    display.text = frame.toString('latin1', 3, 7);
    display.shown += 1;
    if (display.fault === 'garbage') answer([0x55, 0xaa, 0x55], 1);
    else if (display.fault !== 'mute') answer([0x06], display.fault === 'slow' ? SLOW_MS : 1);
    control.changed();
  };
  const take = (bytes: Buffer): void => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= FRAME_BYTES) {
      const isFrame = rest[0] === STX && rest[FRAME_BYTES - 1] === ETX;
      if (isFrame) takeFrame(rest.subarray(0, FRAME_BYTES));
      rest = rest.subarray(isFrame ? FRAME_BYTES : 1);
    }
  };
  const changed = (): void => control.changed();
  const line = await startVirtualLine(options.port ?? 0, take, () => changed());

  const virtual: VirtualDisplays = {
    port: line.port,
    get controlUrl() {
      return control.url;
    },
    textOf: (counter) => displays.get(counter)?.text ?? null,
    shownCount: (counter) => displays.get(counter)?.shown ?? 0,
    faultOf: (counter) => displays.get(counter)?.fault ?? null,
    setFault: (counter, fault) => {
      const display = displays.get(counter);
      if (display === undefined) return;
      display.fault = fault;
      if (fault === 'dark') display.text = null;
      control.changed();
    },
    isPlugged: () => line.isPlugged(),
    setPlugged: async (wanted) => await line.setPlugged(wanted),
    [Symbol.asyncDispose]: async () => {
      for (const timer of timers) clearTimeout(timer);
      await line[Symbol.asyncDispose]();
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(displaysControl(virtual, options.counters), options.controlPort ?? 0);
  return virtual;
}
