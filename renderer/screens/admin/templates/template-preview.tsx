// How a template looks, page by page, with invented words.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PaperForm } from '../../../../shared/domain/paper/form.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { PagePicture } from '../../../parts/forms/page-picture.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Lines of the tables in a long trial. */
const LONG = 45;

/** A text without mistakes. */
export interface Tried {
  readonly text: string;
  readonly isLong: boolean;
}

export function TemplatePreview({ form, tried }: { readonly form: PaperForm; readonly tried: Tried | null }): ReactNode {
  const { t } = useTexts();
  return (
    <section aria-label={t('template.preview')}>
      <p className="template-label">{t('template.preview')}</p>
      {tried === null && <p className="quiet">{t('template.not-tried')}</p>}
      {tried !== null && <Pages key={`${String(tried.isLong)} ${tried.text}`} form={form} tried={tried} />}
    </section>
  );
}

function Pages({ form, tried }: { readonly form: PaperForm; readonly tried: Tried }): ReactNode {
  const [page, setPage] = useState(0);
  return <Page key={page} form={form} tried={tried} page={page} onPage={setPage} />;
}

function Page({ form, tried: { text, isLong }, page, onPage }: { readonly form: PaperForm; readonly tried: Tried; readonly page: number; onPage(page: number): void }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('template.preview', { form, text, page, lines: isLong ? LONG : 0 }), again: [], now }));
  switch (answer.kind) {
    case 'loading':
      return <p role="status">{t('form.drawing')}</p>;
    case 'failed':
      return <FailureNotice failure={answer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />;
    case 'known':
      return <PagePicture png={answer.value.png} page={answer.value.page} pages={answer.value.pages} onPage={onPage} />;
  }
}
