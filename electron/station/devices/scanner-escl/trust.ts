// Makes sure over https that the scanner which answers is the one that was set up: its own certificate pinned, or one that the system trusts.

import type { Duplex } from 'node:stream';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

/** Whoever answered is not the scanner that was set up, or speaks TLS in a way that proves nothing. */
export class UntrustedScanner extends Error {
  override readonly name = 'UntrustedScanner';
}

type Created = (error: Error | null, socket: Duplex) => void;

/** SHA-256 of a certificate in one spelling: capital letters without colons. */
export function fingerprintOf(words: string): string {
  return words.replaceAll(/[^0-9A-Fa-f]/g, '').toUpperCase();
}

/** Connects for one request. Nothing of it is sent before the certificate was looked at. */
export function connectTrusted(url: URL, certificate: string | null, idleMs: number, signal?: AbortSignal): (options: object, created: Created) => undefined {
  return (_options, created) => {
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    // A scanner signs its certificate itself, so the system's word is asked for afterwards and only where none is pinned.
    const socket = connect({ host, port: url.port === '' ? 443 : Number(url.port), rejectUnauthorized: false, timeout: idleMs, ...(isIP(host) === 0 ? { servername: host } : {}) });
    let isOver = false;
    const end = (error: Error | null): void => {
      if (isOver) return;
      isOver = true;
      signal?.removeEventListener('abort', abort);
      if (error !== null) socket.destroy();
      created(error, socket);
    };
    const abort = (): void => end(new Error('aborted'));
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('timeout', () => end(new Error('silent')));
    socket.once('error', (error: Error) => end('code' in error && /^(?:EPROTO|ERR_SSL|ERR_TLS)/.test(String(error.code)) ? new UntrustedScanner() : error));
    socket.once('secureConnect', () => {
      const isKnown = certificate === null ? socket.authorized : fingerprintOf(socket.getPeerCertificate().fingerprint256 ?? '') === fingerprintOf(certificate);
      end(isKnown ? null : new UntrustedScanner());
    });
    return undefined;
  };
}
