// Opens connections to the city only where its certificate carries the public key that the settings name: another one, however well signed, is somebody in between.

import { createHash, type X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';

/** The certificate is trusted by the system, but its key is not the one that was pinned. */
export class WrongPin extends Error {
  override readonly name = 'WrongPin';
  readonly code = 'CITY_PIN_MISMATCH';
}

/** SHA-256 over the certificate's public key (SubjectPublicKeyInfo in DER), in Base64, as `openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64` prints it. */
export function pinOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
}

/** A connector for undici that refuses with `WrongPin` before a byte of a request has gone out. */
export function pinnedConnector(options: buildConnector.BuildOptions, pin: string): buildConnector.connector {
  const connect = buildConnector(options);
  return (where, done) => {
    connect(where, (error, socket) => {
      if (error !== null) {
        done(error, null);
        return;
      }
      const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
      if (certificate !== undefined && pinOf(certificate) === pin) {
        done(null, socket);
        return;
      }
      socket.destroy();
      done(new WrongPin('the public key of the certificate is not the pinned one'), null);
    });
  };
}
