// From where the host can be reached at all: from this machine by one address, and from nowhere else. Host and station listen nowhere besides.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAttackedHost, type AttackedHost } from './attacked-host.ts';

let host: AttackedHost;
beforeAll(async () => {
  host = await startAttackedHost();
});
afterAll(() => host[Symbol.asyncDispose]());

/** Every address of this machine but the one that is served, those of the loopback network among them. */
function otherAddresses(): string[] {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  // A link-local address needs its interface's name to be reached.
  const listed = own.map(({ address, scopeid, cidr }) => (scopeid === undefined || scopeid === 0 ? address : `${address}%${Object.entries(networkInterfaces()).find(([, all]) => all?.some((one) => one.cidr === cidr))?.[0] ?? ''}`));
  return [...new Set([...listed, '127.0.0.2', '127.255.255.254'])].filter((address) => address !== '127.0.0.1');
}

it('every other address of this machine refuses the connection', async () => {
  const addresses = otherAddresses();
  // The address that a neighbour in the network would use is among them where there is a network at all.
  expect(addresses.length).toBeGreaterThanOrEqual(2);
  for (const address of addresses) {
    const socket = connect(host.port, address);
    await expect(once(socket, 'connect'), address).rejects.toMatchObject({ code: expect.stringMatching(/ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH/) as string });
  }
});

interface Listening {
  readonly address: string;
  readonly inode: string;
}

/** TCP sockets that listen, as the system's table says, addresses in its own hexadecimal. */
function listening(): Listening[] {
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1).flatMap((line) => {
      const [, address = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      return state === '0A' ? [{ address, inode }] : [];
    }));
}
/** The table's own numbers of a process's open sockets. */
function socketsOf(pid: number): Set<string> {
  return new Set(readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      // Closed between the two looks.
      return [];
    }
  }));
}

it('the host listens on 127.0.0.1 with one socket, the station with none', () => {
  const of = (pid: number): string[] => listening().filter(({ inode }) => socketsOf(pid).has(inode)).map(({ address }) => address);
  const port = host.port.toString(16).toUpperCase().padStart(4, '0');
  expect([of(host.machine.hostPid), of(host.machine.stationPid)]).toEqual([[`0100007F:${port}`], []]);
});
