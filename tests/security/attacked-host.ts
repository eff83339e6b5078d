// The real host process with a real station, and hands that send it whatever bytes an attacker would.

import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { openAddress } from '../morning/window.ts';
import { Machine } from '../integration/station/machine.ts';

const GIVE_UP_MS = 30_000;

/** What came back on a raw connection, and whether the other end closed it. */
export interface RawAnswer {
  readonly text: string;
  readonly status: number | null;
  readonly closed: boolean;
}

/** A started machine; its cookies are fetched as a browser fetches them. */
export interface AttackedHost extends AsyncDisposable {
  readonly machine: Machine;
  readonly port: number;
  readonly authority: string;
  readonly origin: string;
  /** Cookie of a new opening of a window. */
  cookieOf(windowId: string): Promise<string>;
  /** Sends bytes on a connection of its own and reads until the other end closes it, or only the head of its answer. Gives up after half a minute. */
  raw(bytes: string | Buffer, until?: 'closed' | 'answered'): Promise<RawAnswer>;
  /** True while windows are served as if nothing had happened. */
  isWell(): Promise<boolean>;
}

/** Starts one; `pages` are files that stand beside its only page, `prepare` has the last word on its settings file. */
export async function startAttackedHost(pages: Readonly<Record<string, string>> = {}, prepare: (machine: Machine, settings: object) => void = () => undefined): Promise<AttackedHost> {
  const machine = new Machine();
  prepare(machine, JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as object);
  for (const [name, text] of Object.entries(pages)) writeFileSync(path.join(machine.folder, 'pages', name), text);
  const says = await machine.start();
  if (says.kind !== 'listening') throw new Error(`the host did not start: ${says.detail}`);
  const authority = `127.0.0.1:${machine.port}`;
  const cookieOf = async (windowId: string): Promise<string> => (await openAddress(await machine.newAddress(windowId))).cookie;
  return {
    machine, authority, cookieOf,
    port: machine.port,
    origin: `http://${authority}`,
    raw: (bytes, until = 'closed') => sendRaw(machine.port, bytes, until),
    isWell: async () => {
      const page = await fetch(`http://${authority}/w/kiosk/`, { headers: { cookie: await cookieOf('kiosk') } });
      const window = await machine.open('kiosk');
      const { caller } = await window.call('point.describe', {});
      await window[Symbol.asyncDispose]();
      return page.status === 200 && caller.role === 'kiosk';
    },
    [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
  };
}

/** Bytes to any address, and all that comes back. */
function sendRaw(port: number, bytes: string | Buffer, until: 'closed' | 'answered'): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = (closed: boolean): void => {
      clearTimeout(late);
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      resolve({ text, status: status === undefined ? null : Number(status), closed });
    };
    const late = setTimeout(() => done(false), GIVE_UP_MS);
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      if (until === 'answered' && text.includes('\r\n\r\n')) done(false);
    });
    socket.once('close', () => done(true));
    // Told by 'close', which follows.
    socket.on('error', () => undefined);
    socket.write(bytes);
  });
}

/** A request in plain form; lines that are given replace or follow the usual ones. */
export function requestText(target: string, headers: readonly string[], method = 'GET'): string {
  return `${[`${method} ${target} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`;
}
