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

export interface CloseLook {
  readonly pageId: PageId;
  readonly image: PageImage;
}

export interface PageImages {
  readonly store: StoreApi<Readonly<Record<string, PageImage>>>;
  /** The one page that is looked at closely, as it was scanned; null while none is. */
  readonly close: StoreApi<CloseLook | null>;
  /** Asks for a page as it was scanned, piece by piece; null lets go of it. */
  lookClosely(pageId: PageId | null): void;
  /** Asks for the picture of a page, once; after a failure, again. */
  want(pageId: PageId): void;
  /** Lets go of every picture except those of `pageIds`. */
  keepOnly(pageIds: readonly PageId[]): void;
}

export function createPageImages(client: Pick<Client, 'call'>): PageImages {
  const store = createStore<Readonly<Record<string, PageImage>>>(() => ({}));
  const close = createStore<CloseLook | null>(() => null);
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

  /** Ends early when nobody looks any more. */
  async function readWhole(pageId: PageId): Promise<void> {
    const isLookedAt = (): boolean => close.getState()?.pageId === pageId;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    try {
      for (let from = 0; ; ) {
        const { mime, bytes, base64 } = await client.call('page.piece', { pageId, from });
        if (!isLookedAt()) return;
        if (!mime.startsWith('image/')) return close.setState({ pageId, image: { kind: 'document' } }, true);
        const piece = bytesOf(base64);
        pieces.push(piece);
        from += piece.length;
        if (from < bytes && piece.length > 0) continue;
        return close.setState({ pageId, image: { kind: 'image', url: URL.createObjectURL(new Blob(pieces, { type: mime })) } }, true);
      }
    } catch (thrown) {
      if (isLookedAt()) close.setState({ pageId, image: { kind: 'failed', failure: failureOf(thrown) } }, true);
    }
  }

  return {
    store,
    close,
    lookClosely(pageId) {
      const before = close.getState();
      if (before?.image.kind === 'image') URL.revokeObjectURL(before.image.url);
      close.setState(pageId === null ? null : { pageId, image: { kind: 'loading' } }, true);
      if (pageId !== null) void readWhole(pageId);
    },
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
  return URL.createObjectURL(new Blob([bytesOf(base64)], { type: mime }));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
}
