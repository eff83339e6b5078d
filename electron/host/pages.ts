// Answers HTTP requests of the browser host that are well formed: the token at the door, then the built pages below the window's own path.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Caller } from '../../shared/contract/command.ts';
import { contentSecurityPolicy, fileTypes, NO_PAGE_POLICY, pageHeaders, speakingHeaders } from '../link/content-policy.ts';
import { resolvePageFile } from '../link/page-files.ts';
import { refuseShape, type RequestShape } from './request-shape.ts';
import type { WindowPasses } from './window-passes.ts';

export interface PageRequest extends RequestShape {
  readonly cookie: string | undefined;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** What answers depend on. */
export interface PageRules {
  /** The one Host that is accepted, such as '127.0.0.1:4000'. */
  readonly authority: string;
  /** Every window by its name, and what it is for. */
  readonly callers: ReadonlyMap<string, Caller>;
  readonly passes: WindowPasses;
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
  const refusal = refuseShape(request, rules.authority);
  if (refusal !== null) return plain(refusal.status, refusal.words);
  const url = URL.parse(request.target, `http://${rules.authority}`);
  if (url === null) return plain(400, 'bad address');
  // Looking at an address must not use it up.
  if (url.pathname === '/open') return request.method === 'GET' ? openWindow(url, rules) : plain(405, 'only GET');
  const at = windowOf(url.pathname);
  const caller = at === null ? undefined : rules.callers.get(at.windowId);
  if (at === null || caller === undefined) return plain(404, 'not found');
  if (!rules.passes.isCookie(at.windowId, request.cookie)) return plain(403, 'open this window with an address of its own');
  return serveFile(at.rest === '' ? 'index.html' : at.rest, rules, caller.role === 'board' ? speakingHeaders : pageHeaders);
}

function openWindow(url: URL, rules: PageRules): PageAnswer {
  const windowId = url.searchParams.get('w') ?? '';
  const cookie = rules.callers.has(windowId) ? rules.passes.redeem(windowId, url.searchParams.get('t') ?? '') : null;
  if (cookie === null) return plain(403, 'this address is of no window, or has been used: each opens its window once');
  return { status: 303, headers: { ...pageHeaders, 'content-security-policy': NO_PAGE_POLICY, location: `/w/${windowId}/`, 'set-cookie': cookie }, body: '' };
}

function serveFile(rest: string, rules: PageRules, own: Readonly<Record<string, string>>): PageAnswer {
  const file = resolvePageFile(rules.files, rest);
  const type = file === null ? undefined : fileTypes[path.extname(file)];
  const body = file === null || type === undefined ? null : readPage(file);
  if (type === undefined || body === null) return plain(404, 'not found');
  return { status: 200, headers: { ...own, 'content-type': type, 'content-security-policy': contentSecurityPolicy(`ws://${rules.authority}`) }, body };
}

/** Null for what cannot be read: a folder, or a file that a new build has just taken away. */
function readPage(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** A short answer in words. */
export function plain(status: number, text: string): PageAnswer {
  return { status, headers: { ...pageHeaders, 'content-security-policy': NO_PAGE_POLICY, 'content-type': 'text/plain; charset=utf-8' }, body: text };
}
