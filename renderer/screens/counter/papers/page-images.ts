// The pictures of scanned pages, read one after another and kept for as long as the visit is at the counter.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { PageId } from '../../../../shared/base/ids.ts';
import type { Failure } from '../../../../shared/contract/command.ts';
import { failureOf } from '../../../client/call-failed.ts';
import type { Client } from '../../../client/client.ts';

export type PageImage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'image'; readonly url: string }
  /** A page that a browser does not draw as a picture. */
  | { readonly kind: 'document' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface PageImages {
  readonly store: StoreApi<Readonly<Record<string, PageImage>>>;
  /** Asks for the picture of a page, once; after a failure, again. */
  want(pageId: PageId): void;
  /** Lets go of every picture except those of `pageIds`. */
  keepOnly(pageIds: readonly PageId[]): void;
}

export function createPageImages(client: Pick<Client, 'call'>): PageImages {
  const store = createStore<Readonly<Record<string, PageImage>>>(() => ({}));
  let last: Promise<void> = Promise.resolve();
  let kept = new Set<PageId>();

  function set(pageId: PageId, image: PageImage): void {
    store.setState({ [pageId]: image });
  }
  async function load(pageId: PageId): Promise<void> {
    if (!kept.has(pageId)) return;
    try {
      const { mime, base64 } = await client.call('page.image', { pageId });
      if (kept.has(pageId)) set(pageId, mime.startsWith('image/') ? { kind: 'image', url: urlOf(mime, base64) } : { kind: 'document' });
    } catch (thrown) {
      if (kept.has(pageId)) set(pageId, { kind: 'failed', failure: failureOf(thrown) });
    }
  }

  return {
    store,
    want(pageId) {
      const known = store.getState()[pageId];
      if (known !== undefined && known.kind !== 'failed') return;
      kept.add(pageId);
      set(pageId, { kind: 'loading' });
      // One at a time: pictures are large, and the calls that change something share the line.
      last = last.then(() => load(pageId));
    },
    keepOnly(pageIds) {
      kept = new Set(pageIds.filter((pageId) => kept.has(pageId)));
      const before = Object.entries(store.getState());
      const after = before.filter(([pageId]) => kept.has(pageId as PageId));
      if (after.length === before.length) return;
      for (const [pageId, image] of before) if (!kept.has(pageId as PageId) && image.kind === 'image') URL.revokeObjectURL(image.url);
      store.setState(Object.fromEntries(after), true);
    },
  };
}

function urlOf(mime: string, base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  return URL.createObjectURL(new Blob([bytes], { type: mime }));
}
