// The book of dossiers of a period: fetched only when somebody asks for it, since it names people and who takes it is on record.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { Book } from '../../../../shared/contract/report.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { downloadFile, downloadPdf } from '../../../parts/download.ts';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { bookFile, bookFileName } from './book-file.ts';
import { fetchPdf } from './fetch-pdf.ts';

type Outcome = { readonly kind: 'idle' | 'busy' } | { readonly kind: 'saved'; readonly foot: Book['foot'] } | { readonly kind: 'saved-pdf'; readonly name: string } | { readonly kind: 'faulty'; readonly faults: Book['faults'] } | { readonly kind: 'failed'; readonly failure: Failure };

export function BookCard({ from, to, unit }: { readonly from: BusinessDay; readonly to: BusinessDay; readonly unit: string }): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  const { client } = useServices();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'idle' });
  const name = bookFileName({ from, to });

  async function take(): Promise<void> {
    setOutcome({ kind: 'busy' });
    try {
      const book = await client.call('report.book', { from, to });
      if (book.faults.length > 0) {
        setOutcome({ kind: 'faulty', faults: book.faults });
        return;
      }
      downloadFile(name, await bookFile(book, unit, texts));
      setOutcome({ kind: 'saved', foot: book.foot });
    } catch (thrown) {
      setOutcome({ kind: 'failed', failure: failureOf(thrown) });
    }
  }

  async function takePdf(): Promise<void> {
    setOutcome({ kind: 'busy' });
    try {
      const { name: file, pieces, faults } = await fetchPdf((at, fetchId) => client.call('report.book-pdf', { from, to, at, fetchId }));
      if (faults.length > 0) {
        setOutcome({ kind: 'faulty', faults: [...faults] });
        return;
      }
      downloadPdf(file, pieces);
      setOutcome({ kind: 'saved-pdf', name: file });
    } catch (thrown) {
      setOutcome({ kind: 'failed', failure: failureOf(thrown) });
    }
  }

  return (
    <section className="book-card" aria-label={t('book.title')}>
      <h3>{t('book.title')}</h3>
      <p className="quiet">{t('book.explain')}</p>
      {outcome.kind === 'saved' && <Notice tone="success">{t('book.saved', { name, dossiers: number(outcome.foot.dossiers), returned: number(outcome.foot.returned), open: number(outcome.foot.notReturned) })}</Notice>}
      {outcome.kind === 'saved-pdf' && <Notice tone="success">{t('report.saved', { name: outcome.name })}</Notice>}
      {outcome.kind === 'faulty' && <Notice tone="danger">{t('book.faulty', { kinds: outcome.faults.map(({ expected, found }) => `${number(expected)} ≠ ${number(found)}`).join('; ') })}</Notice>}
      {outcome.kind === 'failed' && <FailureNotice failure={outcome.failure} />}
      <p className="book-buttons">
        <Button icon="paper" busy={outcome.kind === 'busy'} onPress={() => void take()}>
          {t('book.export')}
        </Button>
        <Button icon="paper" busy={outcome.kind === 'busy'} onPress={() => void takePdf()}>
          {t('book.export-pdf')}
        </Button>
      </p>
    </section>
  );
}
