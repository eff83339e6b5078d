// Answers what a page asks for: from the app's own schemes, or through the listeners of its session from the network.

import type { Session as ElectronSession } from '../api/session.ts';
import { fromWire, policyToWire, toWire } from '../addresses.ts';
import type { Session } from './cdp.ts';

/** A request that Chromium holds. */
export interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly postData?: string };
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly responseStatusCode?: number;
  readonly responseErrorReason?: string;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** Lets one held request go: fulfilled, refused, or on to the network. */
export async function answerRequest(line: Session, session: ElectronSession, contentsId: number, paused: Paused): Promise<void> {
  const { requestId, request } = paused;
  const url = fromWire(request.url);
  const details = { id: requestId, url, method: request.method, webContentsId: contentsId, resourceType: resourceTypes[paused.resourceType] ?? 'other', referrer: '' };
  if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
    const headers = await changedHeaders(session, details, paused.responseStatusCode ?? 200, [...(paused.responseHeaders ?? [])]);
    await line.send('Fetch.continueResponse', headers === null || paused.responseStatusCode === undefined ? { requestId } : { requestId, responseCode: paused.responseStatusCode, responseHeaders: [...headers] });
    return;
  }
  const before = await session._before(details);
  if (before['cancel'] === true) return refuse(line, requestId, 'BlockedByClient');
  const scheme = url.slice(0, url.indexOf(':'));
  const handler = session.protocol._handlerOf(scheme);
  if (handler === null) {
    if (url !== request.url) return refuse(line, requestId, 'AddressUnreachable');
    await line.send('Fetch.continueRequest', { requestId, interceptResponse: session._changesHeaders });
    return;
  }
  try {
    const body = request.postData === undefined || ['GET', 'HEAD'].includes(request.method) ? null : request.postData;
    const answer = await handler(new Request(url, { method: request.method, headers: request.headers, body }));
    const own = [...answer.headers].map(([name, value]) => ({ name, value }));
    const headers = (await changedHeaders(session, details, answer.status, own)) ?? own;
    await line.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: answer.status,
      responseHeaders: headers.map(({ name, value }) => ({ name, value: name.toLowerCase().startsWith('content-security-policy') ? policyToWire(value) : toWire(value) })),
      body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
    });
  } catch (error) {
    process.stderr.write(`electron-standin: the handler of ${scheme}: failed for ${url}: ${String(error)}\n`);
    await refuse(line, requestId, 'Failed');
  }
}

/** Refuses one held request. */
export async function refuse(line: Session, requestId: string, errorReason: 'Aborted' | 'AddressUnreachable' | 'BlockedByClient' | 'Failed'): Promise<void> {
  await line.send('Fetch.failRequest', { requestId, errorReason });
}

/** Headers after the session's listener; null where it changes none. */
async function changedHeaders(session: ElectronSession, details: object, statusCode: number, headers: readonly Header[]): Promise<readonly Header[] | null> {
  if (!session._changesHeaders) return null;
  const grouped: Record<string, string[]> = {};
  for (const { name, value } of headers) (grouped[name] ??= []).push(value);
  const { responseHeaders } = (await session._headers({ ...details, statusCode, statusLine: `HTTP/1.1 ${String(statusCode)}`, responseHeaders: grouped })) as { responseHeaders?: Record<string, string | string[]> };
  if (responseHeaders === undefined) return null;
  return Object.entries(responseHeaders).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
}

const resourceTypes: Readonly<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
};
