// The periodic report to hand on: a file of spreadsheets and a PDF, neither of which there is while its sums do not close.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { downloadFile, downloadPdf } from '../../../parts/download.ts';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { fetchPdf } from './fetch-pdf.ts';
import { reportFile, reportFileName } from './report-file.ts';

type Outcome = { readonly kind: 'idle' | 'busy' } | { readonly kind: 'saved' | 'not-made'; readonly name: string } | { readonly kind: 'failed'; readonly failure: Failure };

export function ReportFiles({ report, unit }: { readonly report: Report; readonly unit: string }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { client } = useServices();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'idle' });
  const name = reportFileName(report);
  const isFaulty = report.faults.length > 0;

  async function take(): Promise<void> {
    setOutcome({ kind: 'busy' });
    try {
      downloadFile(name, await reportFile(report, unit, texts));
      setOutcome({ kind: 'saved', name });
    } catch {
      setOutcome({ kind: 'not-made', name });
    }
  }

  async function takePdf(): Promise<void> {
    const { from, to } = report;
    setOutcome({ kind: 'busy' });
    try {
      const { name: file, pieces, faults } = await fetchPdf((at, fetchId) => client.call('report.pdf', { from, to, at, fetchId }));
      if (faults.length > 0) {
        setOutcome({ kind: 'not-made', name: file });
        return;
      }
      downloadPdf(file, pieces);
      setOutcome({ kind: 'saved', name: file });
    } catch (thrown) {
      setOutcome({ kind: 'failed', failure: failureOf(thrown) });
    }
  }

  return (
    <>
      {outcome.kind === 'saved' && <Notice tone="success">{t('report.saved', { name: outcome.name })}</Notice>}
      {outcome.kind === 'not-made' && <Notice tone="danger">{t('report.failed', { name: outcome.name })}</Notice>}
      {outcome.kind === 'failed' && <FailureNotice failure={outcome.failure} />}
      <p className="book-buttons">
        <Button icon="paper" disabled={isFaulty} busy={outcome.kind === 'busy'} onPress={() => void take()}>
          {t('report.export')}
        </Button>
        <Button icon="paper" disabled={isFaulty} busy={outcome.kind === 'busy'} onPress={() => void takePdf()}>
          {t('report.export-pdf')}
        </Button>
      </p>
    </>
  );
}
