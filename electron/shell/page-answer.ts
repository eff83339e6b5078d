// What the app:// scheme answers: the built pages with their headers, and nothing else.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contentSecurityPolicy, fileTypes, pageHeaders } from '../link/content-policy.ts';
import { resolvePageFile } from '../link/page-files.ts';
import { isOurPage } from './page-origin.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** Answers one request for a file below `folder`; never throws for what a page asks. */
export function answerPage(folder: string, method: string, address: string): PageAnswer {
  if (method !== 'GET' || !isOurPage(address)) return nothing(405);
  const file = resolvePageFile(folder, new URL(address).pathname.replace(/^\//, ''));
  const type = file === null ? undefined : fileTypes[path.extname(file)];
  if (file === null || type === undefined) return nothing(404);
  return {
    status: 200,
    headers: { ...pageHeaders, 'content-type': type, 'content-security-policy': contentSecurityPolicy() },
    body: new Uint8Array(readFileSync(file)),
  };
}

function nothing(status: number): PageAnswer {
  return { status, headers: { ...pageHeaders, 'content-security-policy': contentSecurityPolicy() }, body: null };
}
