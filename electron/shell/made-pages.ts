// Pages that the shell makes itself, without a program in them: for a window whose own page does not stay up, and for paper.

import en from '../../resources/texts/plain.en.json' with { type: 'json' };
import vi from '../../resources/texts/plain.vi.json' with { type: 'json' };
import type { SentPaper } from '../link/printing.ts';
import { PAGE_URL } from './page-origin.ts';

/** Address of the page of a window that was given up for a minute. */
export const PLAIN_URL = new URL('plain.html', PAGE_URL).href;
/** Address below which pages for paper lie, each until it is printed. */
const PAPER_PATH = '/paper/';

interface MadePage {
  /** Lies on paper and under a policy of its own, which lets its pictures be inside of it. */
  readonly isPaper?: boolean;
  readonly type: 'text/html; charset=utf-8' | 'text/css; charset=utf-8';
  readonly text: string;
}

const STYLE = `
html { font: 100 1.5rem/1.5 'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif; font-weight: 400; color: #1b2733; background: #f6f4ef; }
body { min-height: 100vh; margin: 0; display: grid; place-content: center; padding: 2rem; box-sizing: border-box; text-align: center; }
h1 { font-size: 2.5rem; line-height: 1.25; margin: 0 0 1rem; }
p { margin: 0 0 1rem; max-width: 40rem; }
[lang=en] { color: #4d5a66; font-size: 1.1rem; }
@media print { html { background: none; } body { min-height: 0; text-align: left; place-content: start; } }
`;

/** The made pages: two that are always there, and papers that come and go. */
export class MadePages {
  readonly #papers = new Map<string, MadePage>();

  /** The page at a path of our origin, or null. */
  at(pathname: string): MadePage | null {
    if (pathname === '/plain.html') return plainPage();
    if (pathname === '/plain.css') return { type: 'text/css; charset=utf-8', text: STYLE };
    return this.#papers.get(pathname) ?? null;
  }

  /** Lays out a page for paper under a name, with a style sheet of its own; the answer's `url` shows it until disposed. */
  layOut(name: string, { title, body, style }: Omit<Extract<SentPaper, { kind: 'page' }>, 'kind'>): Disposable & { readonly url: string } {
    const pathname = `${PAPER_PATH}${encodeURIComponent(name)}.html`;
    const sheet = `${PAPER_PATH}${encodeURIComponent(name)}.css`;
    this.#papers.set(pathname, { isPaper: true, type: 'text/html; charset=utf-8', text: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(title)}</title><link rel="stylesheet" href="${sheet}"><body>${body}</body></html>` });
    this.#papers.set(sheet, { type: 'text/css; charset=utf-8', text: style });
    return {
      url: new URL(pathname, PAGE_URL).href,
      [Symbol.dispose]: () => {
        this.#papers.delete(pathname);
        this.#papers.delete(sheet);
      },
    };
  }
}

function plainPage(): MadePage {
  return document(vi['plain.title'], `<p>${escaped(vi['plain.words'])}</p><p lang="en"><strong>${escaped(en['plain.title'])}.</strong> ${escaped(en['plain.words'])}</p>`);
}

function document(title: string, body: string): MadePage {
  return {
    type: 'text/html; charset=utf-8',
    text: `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escaped(title)}</title><link rel="stylesheet" href="/plain.css"><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
