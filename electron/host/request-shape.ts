// What every request to the browser host must look like before anybody asks what it wants: by our name, from our own page, in one plain form, without a body.

/** The little of a request that is looked at. Header names as they came, values beside them. */
export interface RequestShape {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
}

/** Why a request is not heard. */
export interface ShapeRefusal {
  readonly status: 400 | 403 | 405 | 413;
  readonly words: string;
}

/** Headers that decide about a request: two of them are two opinions, and somebody else may have heard the other one. */
const SINGLE = ['host', 'origin', 'cookie', 'content-length', 'transfer-encoding', 'sec-fetch-site', 'upgrade', 'sec-websocket-key'];

/** Every address of ours is made of these. Encoded letters, backslashes, absolute forms, zeros and ways up are nobody's of ours. */
const OUR_TARGET = /^(?!.*\/\.{1,2}(?:[/?]|$))\/(?!\/)[\w.@/-]*(?:\?[\w=&.-]*)?$/;

/** Values of one header, in any spelling of its name. */
function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/**
 * Looks at a request; null if it may go on. `authority` is the one Host that is accepted, such as '127.0.0.1:4000': another name is somebody else's page asking (DNS rebinding).
 * An Origin may be missing (a browser sends none with the address somebody typed) but never be another; the browser's own word on where a request comes from counts as well.
 */
export function refuseShape({ method, target, rawHeaders }: RequestShape, authority: string): ShapeRefusal | null {
  if (SINGLE.some((name) => valuesOf(rawHeaders, name).length > 1)) return { status: 400, words: 'a header twice' };
  const [host, origin, site, length, encoding] = ['host', 'origin', 'sec-fetch-site', 'content-length', 'transfer-encoding'].map((name) => valuesOf(rawHeaders, name)[0]);
  if (host !== authority) return { status: 403, words: 'wrong host' };
  if (origin !== undefined && origin !== `http://${authority}`) return { status: 403, words: 'wrong origin' };
  // 'same-site' is another port of this machine: another program's page.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { status: 403, words: 'asked by another page' };
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, words: 'only GET' };
  if (encoding !== undefined || (length !== undefined && length !== '0')) return { status: 413, words: 'nothing is taken' };
  return OUR_TARGET.test(target) ? null : { status: 400, words: 'bad address' };
}
