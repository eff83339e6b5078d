// A paper about several dossiers as it will be printed, and the printer it goes to.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CoverPrinter, CoverPrinters } from '../../../shared/contract/cover.ts';
import { createIntents } from '../../client/intents.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { Dialog } from '../dialog.tsx';
import { PagePicture } from '../forms/page-picture.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory, useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { PrinterChoice, usualPrinter } from '../forms/printer-choice.tsx';

/** One hand-over list, or what went to the post today. */
type BatchPaper = { readonly kind: 'list'; readonly listId: string } | { readonly kind: 'post' };

/** Place of this intent in the table of intents. */
const KEY = 'batch';

export function BatchPaperDialog({ paper, printers, onClose }: { readonly paper: BatchPaper; readonly printers: CoverPrinters; onClose(): void }): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const [printer, setPrinter] = useState<CoverPrinter | null>(() => usualPrinter(printers));
  const [isSent, setIsSent] = useState(false);
  const [page, setPage] = useState(0);
  const print = (): void => {
    if (printer === null) return;
    const sent = (): void => setIsSent(true);
    void (paper.kind === 'post' ? intents.run(KEY, 'post.print', { printer }, sent) : intents.run(KEY, 'handover.print', { listId: paper.listId, printer }, sent));
  };
  return (
    <Dialog
      wide
      title={t('hand.paper.title')}
      onClose={onClose}
      actions={
        <>
          <Button ref={focusFirst} keycap="Esc" onPress={onClose}>
            {t('counter.dialog.back')}
          </Button>
          <Button kind="primary" icon="printer" busy={intent?.state === 'pending'} disabled={printer === null || isSent} onPress={print}>
            {t('hand.paper.print')}
          </Button>
        </>
      }
    >
      <div className="forms-columns">
        <div>
          <PrinterChoice printers={printers} chosen={printer} onChoose={setPrinter} mayBeNone={false} />
          {isSent && <Notice tone="success">{t('hand.paper.sent')}</Notice>}
          {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
        </div>
        <Page key={page} paper={paper} page={page} onPage={setPage} />
      </div>
    </Dialog>
  );
}

function Page({ paper, page, onPage }: { readonly paper: BatchPaper; readonly page: number; onPage(page: number): void }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now }) => remember(client, { read: () => (paper.kind === 'post' ? client.call('post.preview', { page }) : client.call('handover.preview', { listId: paper.listId, page })), again: ['print.changed'], now }));
  return (
    <div>
      {answer.kind === 'loading' && <p role="status">{t('hand.paper.drawing')}</p>}
      {answer.kind === 'failed' && <FailureNotice failure={answer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
      {answer.kind === 'known' && (
        <>
          {answer.value.copyNumber > 1 && <Notice tone="info" heard="none">{t('hand.paper.reprint', { count: answer.value.copyNumber })}</Notice>}
          <PagePicture png={answer.value.png} page={answer.value.page} pages={answer.value.pages} onPage={onPage} />
        </>
      )}
    </div>
  );
}
