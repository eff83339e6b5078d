// A button panel and the counters' keypads on one RS-485 pair: STX, two digits of address, 'K' and the button's digit, ETX; lamps by 'L', a beep by 'B'.

import { startControlServer } from '../control/control-server.ts';
import { buttonsControl } from './buttons-control.ts';
import { PANEL_ADDRESS, type VirtualButtons } from './interface.ts';
import { startVirtualLine } from './virtual-line.ts';

/** Starts them on 127.0.0.1, with a control page; port 0 takes any free one. */
export async function startVirtualButtons(options: { readonly counters: readonly number[]; readonly port?: number; readonly controlPort?: number }): Promise<VirtualButtons> {
  const lamps = new Set<number>();
  const beeps = new Map<number, number>();
  let heard = '';

  const take = (bytes: Buffer): void => {
    heard = (heard + bytes.toString('latin1')).slice(-4_096);
    const frame = /\x02(\d\d)(?:L(\d)([01])|(B)0)\x03/g;
    let end = 0;
    for (const [whole, address, lamp, isLit, beep] of heard.matchAll(frame)) {
      end = heard.indexOf(whole, end) + whole.length;
      if (beep !== undefined) beeps.set(Number(address), (beeps.get(Number(address)) ?? 0) + 1);
      else if (Number(address) === PANEL_ADDRESS && isLit === '1') lamps.add(Number(lamp));
      else if (Number(address) === PANEL_ADDRESS) lamps.delete(Number(lamp));
    }
    heard = heard.slice(end);
    if (end > 0) changed();
  };
  const changed = (): void => control.changed();
  const line = await startVirtualLine(options.port ?? 0, take, () => changed());
  const frameOf = (address: number, button: number): string => `\x02${String(address).padStart(2, '0')}K${button}\x03`;

  const virtual: VirtualButtons = {
    port: line.port,
    get controlUrl() {
      return control.url;
    },
    press: (address, button) => line.send(Buffer.from(frameOf(address, button), 'latin1')),
    chatter: (address, button, times) => line.send(Buffer.from(frameOf(address, button).repeat(times), 'latin1')),
    // Every byte but those that begin and end a frame, over and over.
    babble: (bytes) => line.send(Uint8Array.from({ length: bytes }, (_, index) => 4 + ((index * 97) % 252))),
    lamps: () => [...lamps].toSorted((one, other) => one - other),
    beepsOf: (counter) => beeps.get(counter) ?? 0,
    isConnected: () => line.isConnected(),
    isPlugged: () => line.isPlugged(),
    setPlugged: async (wanted) => await line.setPlugged(wanted),
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]();
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(buttonsControl(virtual, options.counters), options.controlPort ?? 0);
  return virtual;
}
