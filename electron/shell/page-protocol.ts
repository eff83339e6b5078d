// The app:// scheme: announced before Electron is ready, answered from the built pages afterwards.

import { protocol, type Session } from 'electron';
import type { MadePages } from './made-pages.ts';
import { answerPage } from './page-answer.ts';
import { PAGE_SCHEME } from './page-origin.ts';

/** Announces the scheme. Must be called before the app is ready. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Answers the scheme in one session from `folder` and from the pages that the shell makes. */
export function servePages(session: Session, folder: string, made: MadePages): void {
  session.protocol.handle(PAGE_SCHEME, (request) => {
    const { status, headers, body } = answerPage(folder, made, request.method, request.url);
    return new Response(body, { status, headers: { ...headers } });
  });
}
