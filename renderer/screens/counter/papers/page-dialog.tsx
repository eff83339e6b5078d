// One scanned page, large; from here it can be removed, after a question.

import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { must } from '../../../../shared/base/must.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import type { CounterDialog } from '../counter-ui.ts';
import type { PageImages } from './page-images.ts';
import { PageMove } from './page-move.tsx';
import { PagePicture } from './page-strip.tsx';

export interface PageDialogProps {
  readonly dialog: Extract<CounterDialog, { kind: 'page' }>;
  readonly visit: Visit;
  readonly model: CounterModel;
  readonly act: CounterActions;
  readonly images: PageImages;
}

export function PageDialog({ dialog, visit, model, act, images }: PageDialogProps): ReactNode {
  const { t } = useTexts();
  const pictures = useStore(images.store);
  const close = useStore(images.close);
  const sheet = visit.sheets.find(({ page }) => page.pageId === dialog.pageId) ?? null;
  const pages = sheet !== null ? [sheet.page] : (visit.papers.find(({ paperId }) => paperId === dialog.paperId)?.pages ?? []);
  const place = pages.findIndex(({ pageId }) => pageId === dialog.pageId);
  const isGone = place === -1;
  useEffect(() => {
    if (isGone) act.openDialog(null);
  }, [isGone, act]);
  const pageId = pages[place]?.pageId ?? null;
  useEffect(() => {
    images.lookClosely(pageId);
    return () => images.lookClosely(null);
  }, [images, pageId]);
  if (isGone) return null;
  const page = must(pages[place], 'the place was found');
  const intent = model.intents[`page:${page.pageId}`];
  const mayChange = visit.state === 'open';
  const leave = (): void => act.openDialog(null);
  const paper = visit.procedure?.papers.find(({ paperId }) => paperId === dialog.paperId)?.name ?? '';
  const shown = sheet === null ? t('counter.papers.page', { page: `${place + 1}/${pages.length}` }) : t('counter.cover.title');
  const actions = dialog.asking ? (
    <>
      <Button keycap="Esc" onPress={leave}>
        {t('counter.papers.keep')}
      </Button>
      <Button kind="danger" icon="trash" busy={intent?.state === 'pending'} onPress={() => act.removePage(page.pageId)}>
        {t('counter.papers.remove')}
      </Button>
    </>
  ) : (
    <>
      <Button keycap="Esc" onPress={leave}>
        {t('counter.papers.close')}
      </Button>
      {mayChange && (
        <Button kind="danger" icon="trash" onPress={() => act.openDialog({ ...dialog, asking: true })}>
          {t('counter.papers.remove')}
        </Button>
      )}
    </>
  );
  return (
    <Dialog title={dialog.asking ? t('counter.papers.remove-title', { page: place + 1 }) : shown} onClose={leave} actions={actions}>
      <p className="page-of">{paper}</p>
      {dialog.asking && <p>{t('counter.papers.remove-explain')}</p>}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      {close?.image.kind === 'failed' && <FailureNotice failure={close.image.failure} />}
      {mayChange && !dialog.asking && <PageMove key={page.pageId} visit={visit} pageId={page.pageId} paperId={sheet === null ? dialog.paperId : null} isSheet={sheet !== null} model={model} act={act} />}
      <div className="page-large" data-asking={dialog.asking}>
        {/* The preview stands until the whole page is there. */}
        <PagePicture image={close?.pageId === page.pageId && close.image.kind === 'image' ? close.image : pictures[page.pageId]} />
      </div>
    </Dialog>
  );
}
