// Finds eSCL scanners by the names under which they announce themselves on the local network (mDNS, "_uscan._tcp" and "_uscans._tcp").

import { createSocket } from 'node:dgram';
import { isIP, isIPv4 } from 'node:net';
import { Bonjour, type Service } from 'bonjour-service';

/** A scanner that announces itself. `name` is its instance name, which stays when its address changes; `url` its eSCL root now. */
export interface FoundEsclScanner {
  readonly name: string;
  readonly url: string;
  readonly address: string;
  /** Path of the eSCL root. */
  readonly path: string;
  readonly isSecure: boolean;
}

/** Scanners answer within a second or two; some sleep. */
const SEARCH_MS = 4_000;
const LONGEST_NAME = 300;
const MDNS_PORT = 5353;

/** All that answer within a few seconds, or until aborted. Empty where the network lets no search through. */
export async function searchEscl(signal: AbortSignal, searchMs = SEARCH_MS, port = MDNS_PORT): Promise<readonly FoundEsclScanner[]> {
  const found = new Map<string, FoundEsclScanner>();
  await browse(signal, searchMs, port, (scanner) => {
    found.set(`${scanner.isSecure} ${scanner.name}`, scanner);
    return false;
  });
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The eSCL root of the scanner of that name, as soon as it answers; null if it does not. With `isSecure` only one that is reached over https. */
export async function findEscl(name: string, isSecure: boolean, signal: AbortSignal, searchMs = SEARCH_MS): Promise<string | null> {
  let url: string | null = null;
  await browse(signal, searchMs, MDNS_PORT, (scanner) => {
    if (spelled(scanner.name) !== spelled(name) || (isSecure && !scanner.isSecure)) return false;
    url = scanner.url;
    return true;
  });
  return url;
}

/** Listens for a while; `seen` says whether that was enough. */
async function browse(signal: AbortSignal, searchMs: number, port: number, seen: (scanner: FoundEsclScanner) => boolean): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  // Whatever is wrong with the network shows as finding nothing. The socket is ours: the library throws where another program keeps the port to itself.
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  const own = { socket, port, bind: false };
  const bonjour = new Bonjour(own, () => resolve());
  socket.removeAllListeners('error').on('error', () => resolve());
  socket.bind(port);
  const timer = setTimeout(resolve, searchMs);
  const stop = (): void => resolve();
  signal.addEventListener('abort', stop, { once: true });
  for (const type of ['uscan', 'uscans'] as const) {
    bonjour.find({ type, protocol: 'tcp' }, (service) => {
      const scanner = readService(service, type === 'uscans');
      if (scanner !== null && seen(scanner)) resolve();
    });
  }
  await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  await new Promise<void>((done) => {
    bonjour.destroy(() => done());
  });
}

/** What a service says of itself, in bounds; null if it cannot be reached by what it says. */
export function readService(service: Pick<Service, 'name' | 'port' | 'addresses' | 'referer' | 'txt'>, isSecure: boolean): FoundEsclScanner | null {
  const { name, port } = service;
  const addresses = [...(service.addresses ?? []), ...(service.referer === undefined ? [] : [service.referer.address])].filter((one) => isIP(one) !== 0 && !one.startsWith('fe80:'));
  const address = addresses.find((one) => isIPv4(one)) ?? addresses[0];
  const path = pathOf(service.txt);
  if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME || address === undefined || path === null || !Number.isInteger(port) || port < 1 || port > 65_535) return null;
  const host = isIPv4(address) ? address : `[${address}]`;
  return { name, url: `${isSecure ? 'https' : 'http'}://${host}:${port}/${path}`, address, path, isSecure };
}

/** The announced path ("rs") without its slashes; 'eSCL' where none is announced, null where it is none. */
function pathOf(txt: unknown): string | null {
  const said: unknown = typeof txt === 'object' && txt !== null && 'rs' in txt ? txt.rs : 'eSCL';
  const path = String(said).replaceAll(/^\/+|\/+$/g, '');
  return /^[A-Za-z0-9._~/-]{1,100}$/.test(path) && !path.includes('..') ? path : null;
}

function spelled(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
