// The pages of the dossier in front: which papers they prove, and the picture of the one that is looked at.

import type { DossierId, PageId } from '../../../shared/base/ids.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import type { DossierPaper } from '../../../shared/contract/dossier-life.ts';
import { failureOf } from '../../client/call-failed.ts';
import type { Client } from '../../client/client.ts';

/** The page that is looked at. */
export interface LookedAtPage {
  readonly pageId: PageId;
  /** 'document' for what no browser draws as a picture. */
  readonly image: { readonly kind: 'loading' | 'document' } | { readonly kind: 'image'; readonly url: string } | { readonly kind: 'failed'; readonly failure: Failure };
}

export interface DossierPages {
  /** Null until they were read once. */
  readonly papers: readonly DossierPaper[] | null;
  readonly failure: Failure | null;
  readonly lookedAt: LookedAtPage | null;
}

export interface PageDesk {
  /** Reads which pages there are; a picture that is shown stays while its page does. */
  read(dossierId: DossierId): Promise<void>;
  lookAt(dossierId: DossierId, pageId: PageId): Promise<void>;
  /** Lets go of the picture. */
  leave(): void;
}

export const noPages: DossierPages = { papers: null, failure: null, lookedAt: null };

/** @param change tells what is known now; it is passed over for a dossier that is in front no more */
export function createPageDesk(client: Pick<Client, 'call'>, change: (dossierId: DossierId, how: (before: DossierPages) => DossierPages) => void): PageDesk {
  let url: string | null = null;
  let wanted: PageId | null = null;

  function letGo(): void {
    if (url !== null) URL.revokeObjectURL(url);
    url = null;
  }
  return {
    async read(dossierId) {
      try {
        const { papers } = await client.call('dossier.pages', { dossierId });
        change(dossierId, ({ lookedAt }) => ({ papers, failure: null, lookedAt: papers.some(({ pages }) => pages.some(({ pageId }) => pageId === lookedAt?.pageId)) ? lookedAt : null }));
      } catch (thrown) {
        change(dossierId, (before) => ({ ...before, failure: failureOf(thrown) }));
      }
    },
    async lookAt(dossierId, pageId) {
      const show = (image: LookedAtPage['image']): void => change(dossierId, (before) => ({ ...before, lookedAt: { pageId, image } }));
      wanted = pageId;
      letGo();
      show({ kind: 'loading' });
      try {
        const { mime, base64 } = await client.call('dossier.page-image', { dossierId, pageId });
        if (wanted !== pageId) return;
        if (!mime.startsWith('image/')) return show({ kind: 'document' });
        url = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], { type: mime }));
        show({ kind: 'image', url });
      } catch (thrown) {
        if (wanted === pageId) show({ kind: 'failed', failure: failureOf(thrown) });
      }
    },
    leave() {
      wanted = null;
      letGo();
    },
  };
}
