// Finds the scanners that a machine could use, for whoever sets it up: on the network by their announcements, and through SANE.

import type { ScannerSettings } from '../../link/devices/scanner.ts';
import type { DeviceClock } from './ports.ts';
import { searchEscl } from './scanner-escl/discover.ts';
import { listSaneDevices } from './scanner-program/sane-list.ts';

/** A scanner with the settings that would use it. */
export interface FoundScanner {
  readonly name: string;
  /** Where it is, for people. */
  readonly place: string;
  readonly settings: ScannerSettings;
}

/** Takes seconds. eSCL by name comes first: it works everywhere and finds a scanner again whose address has changed. */
export async function discoverScanners(clock: DeviceClock, signal: AbortSignal): Promise<readonly FoundScanner[]> {
  const [network, sane] = await Promise.all([searchEscl(signal), process.platform === 'linux' ? listSaneDevices(clock, signal) : []]);
  return [
    // A scanner over https needs its certificate pinned, which is for a person to look at.
    ...network.filter(({ isSecure }) => !isSecure).map(({ name, address }): FoundScanner => ({ name, place: address, settings: { kind: 'escl-name', name } })),
    ...network.filter(({ isSecure, name }) => isSecure && !network.some((other) => !other.isSecure && other.name === name)).map(({ name, url }): FoundScanner => ({ name, place: url, settings: { kind: 'escl', url } })),
    ...sane.map(({ device, name }): FoundScanner => ({ name, place: device, settings: { kind: 'sane', device, options: {} } })),
  ];
}
