// Answers HTTP requests of the browser host: the key at the door, then the built pages below the window's own path.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentSecurityPolicy, fileTypes, pageHeaders } from '../link/content-policy.ts';
import { resolvePageFile } from '../link/page-files.ts';
import type { WindowKeys } from './window-keys.ts';

/** A request reduced to what decides about it. */
export interface PageRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly host: string | undefined;
  readonly cookie: string | undefined;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** What answers depend on. `authority` is the one Host that is accepted, such as '127.0.0.1:4000': another name is somebody else's page asking (DNS rebinding). */
export interface PageRules {
  readonly authority: string;
  readonly windowIds: ReadonlySet<string>;
  readonly keys: WindowKeys;
  /** Folder of the built renderer. */
  readonly files: string;
}

/** Window and rest of a path '/w/<windowId>/<rest>', or null. */
export function windowOf(pathname: string): { readonly windowId: string; readonly rest: string } | null {
  const match = /^\/w\/([a-z0-9-]{1,40})\/(.*)$/.exec(pathname);
  return match?.[1] === undefined || match[2] === undefined ? null : { windowId: match[1], rest: match[2] };
}

/** Decides about one request; never throws for what a visitor sends. */
export function answerPage(request: PageRequest, rules: PageRules): PageAnswer {
  if (request.host !== rules.authority) return plain(403, 'wrong host');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'only GET');
  const url = URL.parse(request.target, `http://${rules.authority}`);
  if (url === null) return plain(400, 'bad address');
  if (url.pathname === '/open') return openWindow(url, rules);
  const at = windowOf(url.pathname);
  if (at === null || !rules.windowIds.has(at.windowId)) return plain(404, 'not found');
  if (!rules.keys.isCookie(at.windowId, request.cookie)) return plain(403, 'open this window with its own address');
  return serveFile(at.rest === '' ? 'index.html' : at.rest, rules);
}

function openWindow(url: URL, rules: PageRules): PageAnswer {
  const windowId = url.searchParams.get('w') ?? '';
  if (!rules.windowIds.has(windowId) || !rules.keys.isKey(windowId, url.searchParams.get('k') ?? '')) return plain(403, 'wrong key');
  return { status: 303, headers: { ...pageHeaders, location: `/w/${windowId}/`, 'set-cookie': rules.keys.cookieOf(windowId) }, body: '' };
}

function serveFile(rest: string, rules: PageRules): PageAnswer {
  const file = resolvePageFile(rules.files, rest);
  const type = file === null ? undefined : fileTypes[path.extname(file)];
  const body = file === null || type === undefined ? null : readPage(file);
  if (type === undefined || body === null) return plain(404, 'not found');
  return { status: 200, headers: { ...pageHeaders, 'content-type': type, 'content-security-policy': contentSecurityPolicy(`ws://${rules.authority}`) }, body };
}

/** Null for what cannot be read: a folder, or a file that a new build has just taken away. */
function readPage(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function plain(status: number, text: string): PageAnswer {
  return { status, headers: { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' }, body: text };
}
