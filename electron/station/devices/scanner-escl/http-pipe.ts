// One HTTP exchange with a scanner, with limits: how long it may say nothing, how long it may talk, how much it may say, and whether all of it came.

import { request as startPlain } from 'node:http';
import { request as startSecret } from 'node:https';
import { connectTrusted, UntrustedScanner } from './trust.ts';

export interface EsclRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly body?: string;
  /** Longest silence. */
  readonly idleMs: number;
  /** Longest exchange, however busily the other side drips. */
  readonly wholeMs: number;
  readonly mostBytes: number;
  /** SHA-256 of the one certificate that is accepted over https; null for those that the system trusts. */
  readonly certificate: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** How an exchange ended. `cut`: an answer began and broke off; `unreachable`: none began; `silent`: nothing came for `idleMs`; `untrusted`: somebody else answered. */
export type EsclExchange =
  | { readonly kind: 'answer'; readonly status: number; readonly location: string | null; readonly body: Uint8Array }
  | { readonly kind: 'unreachable' | 'untrusted' | 'silent' | 'cut' | 'too-large' | 'aborted' };

/** Never rejects. The connection is not kept: scanners close idle ones without saying so. */
export async function exchange(request: EsclRequest): Promise<EsclExchange> {
  return await new Promise((resolve) => {
    let hasBegun = false;
    const { url, signal } = request;
    const isSecret = url.protocol === 'https:';
    const outgoing = (isSecret ? startSecret : startPlain)(url, {
      method: request.method, signal, timeout: request.idleMs,
      // Over https the connection is made and looked at before a word of the request goes.
      ...(isSecret ? { createConnection: connectTrusted(url, request.certificate, request.idleMs, signal) } : { agent: false }),
      headers: request.body === undefined ? {} : { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(request.body) },
    });
    const end = (exchanged: EsclExchange): void => {
      clearTimeout(whole);
      resolve(exchanged);
      outgoing.destroy();
    };
    const whole = setTimeout(() => end({ kind: 'silent' }), request.wholeMs);
    outgoing.setTimeout(request.idleMs, () => end({ kind: 'silent' }));
    outgoing.on('error', (error) => {
      if (signal?.aborted === true) end({ kind: 'aborted' });
      else end({ kind: error instanceof UntrustedScanner ? 'untrusted' : hasBegun ? 'cut' : 'unreachable' });
    });
    outgoing.on('response', (incoming) => {
      hasBegun = true;
      const chunks: Buffer[] = [];
      let length = 0;
      if (Number(incoming.headers['content-length'] ?? 0) > request.mostBytes) end({ kind: 'too-large' });
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > request.mostBytes) end({ kind: 'too-large' });
      });
      // 'close' follows every error, and knows whether all of the answer came: the parser counts what was promised.
      incoming.on('error', () => undefined);
      incoming.on('close', () => {
        const { statusCode = 0, headers, complete } = incoming;
        if (!complete) end({ kind: signal?.aborted === true ? 'aborted' : 'cut' });
        else end({ kind: 'answer', status: statusCode, location: headers.location ?? null, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(request.body);
  });
}
