// The addresses of this machine in the network, as one text: when it changes, a cable was plugged in or a Wi-Fi joined.

import { networkInterfaces } from 'node:os';

/** Sorted and joined; '' without a network. Addresses inside the machine do not count. */
export function networkAddresses(): string {
  return Object.values(networkInterfaces()).flatMap((own = []) => own.filter(({ internal }) => !internal).map(({ address }) => address)).toSorted().join(' ');
}
