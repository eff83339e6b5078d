// What the app:// scheme answers: the built pages and the few that the shell makes, with their headers, and nothing else.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentSecurityPolicy, fileTypes, PAPER_POLICY, pageHeaders, speakingHeaders } from '../link/content-policy.ts';
import { resolvePageFile } from '../link/page-files.ts';
import type { MadePages } from './made-pages.ts';
import { isOurPage } from './page-origin.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** Answers one request for a page that was made or a file below `folder`; never throws for what a page asks. */
export function answerPage(folder: string, made: Pick<MadePages, 'at'>, method: string, address: string): PageAnswer {
  if (method !== 'GET' || !isOurPage(address)) return nothing(405);
  const { pathname } = new URL(address);
  const own = made.at(pathname);
  if (own !== null) return found(own.type, new TextEncoder().encode(own.text), own.isPaper === true ? PAPER_POLICY : contentSecurityPolicy());
  const file = resolvePageFile(folder, pathname.replace(/^\//, ''));
  const type = file === null ? undefined : fileTypes[path.extname(file)];
  const body = file === null || type === undefined ? null : readPage(file);
  return type === undefined || body === null ? nothing(404) : found(type, body);
}

/** Null for what cannot be read: a folder, or a file that an update has just taken away. */
function readPage(file: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    return null;
  }
}

/** All windows show the same page here: which of them may know loudspeakers is decided by the session's lock. */
function found(type: string, body: Uint8Array<ArrayBuffer>, policy = contentSecurityPolicy()): PageAnswer {
  return { status: 200, headers: { ...speakingHeaders, 'content-type': type, 'content-security-policy': policy }, body };
}

function nothing(status: number): PageAnswer {
  return { status, headers: { ...pageHeaders, 'content-security-policy': contentSecurityPolicy() }, body: null };
}
