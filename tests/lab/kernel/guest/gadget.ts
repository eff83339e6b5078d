// A USB device made inside the lab's kernel: a gadget of configfs on a controller of dummy_hcd, seen by the same kernel's USB host as one that was plugged in.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadModules, loadModuleWith } from './modules.ts';

const CONFIGFS = '/sys/kernel/config';
const CONTROLLERS = 4;

export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly serialNumber: string;
}

let gadgets = 0;

/** Makes ready what USB devices need, before the first gadget. */
function startControllers(): void {
  // The functions too: this kernel has no program that it could ask for a module.
  loadModules('usbhid', 'hid-generic', 'usblp', 'cdc-acm', 'usb_f_printer', 'usb_f_acm', 'usb_f_hid');
  loadModuleWith(`num=${CONTROLLERS}`, 'dummy_hcd');
  if (!existsSync(path.join(CONFIGFS, 'usb_gadget'))) execFileSync('mount', ['-t', 'configfs', 'configfs', CONFIGFS]);
}

/** Unplugged until `plug`. */
export class UsbGadget {
  readonly #folder: string;
  readonly #controller: string;

  /**
   * @param kind the function as configfs names it, such as 'printer.0'
   * @param settings files of the function with what to write into them
   */
  constructor(kind: string, identity: UsbIdentity, settings: Readonly<Record<string, string | Uint8Array>>) {
    if (gadgets === 0) startControllers();
    if (gadgets === CONTROLLERS) throw new Error('more gadgets than controllers');
    this.#controller = `dummy_udc.${gadgets}`;
    this.#folder = path.join(CONFIGFS, 'usb_gadget', `lab-${gadgets}`);
    gadgets += 1;
    const [strings, use, config] = [path.join(this.#folder, 'strings/0x409'), path.join(this.#folder, 'functions', kind), path.join(this.#folder, 'configs/c.1')];
    mkdirSync(this.#folder);
    for (const folder of [strings, use, config]) mkdirSync(folder);
    writeFileSync(path.join(this.#folder, 'idVendor'), `0x${identity.vendorId.toString(16)}`);
    writeFileSync(path.join(this.#folder, 'idProduct'), `0x${identity.productId.toString(16)}`);
    writeFileSync(path.join(strings, 'manufacturer'), 'Lab');
    writeFileSync(path.join(strings, 'product'), identity.product);
    writeFileSync(path.join(strings, 'serialnumber'), identity.serialNumber);
    for (const [file, value] of Object.entries(settings)) writeFileSync(path.join(use, file), value);
    symlinkSync(use, path.join(config, kind));
  }

  plug(): void {
    writeFileSync(path.join(this.#folder, 'UDC'), this.#controller);
  }

  /** Whoever has one of the gadget's files open must close it before: kernel 6.1 frees it under an open one. */
  unplug(): void {
    writeFileSync(path.join(this.#folder, 'UDC'), '\n');
  }
}
