// The upload protocol spoken by hand: one request at a time, with any head.

import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { UPLOADS_PATH } from '../../../shared/wire/uploads.ts';

export interface TusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Code of the refusal, or ''. */
  readonly code: string;
}

/** A station's key at a gateway. */
export class Tus {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  async ask(method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE' | 'OPTIONS', path: string, headers: Readonly<Record<string, string>> = {}, body?: Uint8Array): Promise<TusAnswer> {
    const own = { authorization: `Bearer ${this.#key}`, 'x-request-id': randomUUID(), 'tus-resumable': '1.0.0', ...headers };
    const answered = await request(`${this.#url}${path}`, { method, headers: own, ...(body === undefined ? {} : { body }) });
    const text = await answered.body.text();
    const said = text === '' ? { error: { code: '' } } : (JSON.parse(text) as { readonly error: { readonly code: string } });
    return { status: answered.statusCode, headers: answered.headers, code: said.error.code };
  }

  /** Begins an upload and gives the answer. */
  create(sha256: string, bytes: number, headers: Readonly<Record<string, string>> = {}): Promise<TusAnswer> {
    return this.ask('POST', UPLOADS_PATH, { 'upload-length': String(bytes), 'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`, ...headers });
  }

  /** Begins an upload that must be taken and gives its address. */
  async begin(sha256: string, bytes: number): Promise<string> {
    const { status, headers } = await this.create(sha256, bytes);
    if (status !== 201) throw new Error(`the upload was not begun: ${status}`);
    return String(headers['location']);
  }

  patch(path: string, offset: number, body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<TusAnswer> {
    return this.ask('PATCH', path, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers }, body);
  }

  /** How much is there; -1 when there is no such upload. */
  async offset(path: string): Promise<number> {
    const { status, headers } = await this.ask('HEAD', path);
    return status === 200 ? Number(headers['upload-offset']) : -1;
  }
}
