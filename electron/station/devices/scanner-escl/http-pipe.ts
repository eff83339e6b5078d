// One HTTP exchange with a scanner, with limits: how long it may say nothing, how much it may say, and whether all of it came.

import { request as startRequest } from 'node:http';

export interface EsclRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly body?: string;
  /** Longest silence. */
  readonly idleMs: number;
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** How an exchange ended. `cut`: an answer began and broke off; `unreachable`: none began; `silent`: nothing came for `idleMs`. */
export type EsclExchange =
  | { readonly kind: 'answer'; readonly status: number; readonly location: string | null; readonly body: Uint8Array }
  | { readonly kind: 'unreachable' | 'silent' | 'cut' | 'too-large' | 'aborted' };

/** Never rejects. The connection is not kept: scanners close idle ones without saying so. */
export async function exchange(request: EsclRequest): Promise<EsclExchange> {
  return await new Promise((resolve) => {
    let hasBegun = false;
    const outgoing = startRequest(request.url, {
      method: request.method, agent: false, signal: request.signal, timeout: request.idleMs,
      headers: request.body === undefined ? {} : { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(request.body) },
    });
    const end = (exchanged: EsclExchange): void => {
      resolve(exchanged);
      outgoing.destroy();
    };
    outgoing.on('timeout', () => end({ kind: 'silent' }));
    outgoing.on('error', () => end({ kind: request.signal?.aborted === true ? 'aborted' : hasBegun ? 'cut' : 'unreachable' }));
    outgoing.on('response', (incoming) => {
      hasBegun = true;
      const chunks: Buffer[] = [];
      let length = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > request.mostBytes) end({ kind: 'too-large' });
      });
      // 'close' follows every error, and knows whether all of the answer came: the parser counts what was promised.
      incoming.on('error', () => undefined);
      incoming.on('close', () => {
        const { statusCode = 0, headers, complete } = incoming;
        if (!complete) end({ kind: request.signal?.aborted === true ? 'aborted' : 'cut' });
        else end({ kind: 'answer', status: statusCode, location: headers.location ?? null, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(request.body);
  });
}
