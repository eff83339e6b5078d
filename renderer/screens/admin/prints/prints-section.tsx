// Prints of today that are not on paper for certain: a person looks, then prints again or says that the paper is there.

import type { ReactNode } from 'react';
import type { PrintJobView } from '../../../../shared/contract/admin.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Badge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { EmptyState } from '../../../parts/loading.tsx';
import { FailureNotice, FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminProps } from '../admin-model.ts';

const TONES: Readonly<Record<PrintJobView['state'], Tone>> = { queued: 'info', printing: 'info', printed: 'success', failed: 'danger', unknown: 'warning', marked: 'neutral' };

interface PrintsProps extends AdminProps {
  readonly prints: readonly PrintJobView[];
}

export function PrintsSection(props: PrintsProps): ReactNode {
  const { prints } = props;
  const { t } = useTexts();
  if (prints.length === 0) return <EmptyState icon="printer" title={t('admin.prints.empty')} />;
  return (
    <section className="card" aria-label={t('admin.prints.heading')}>
      <h2>{t('admin.prints.heading')}</h2>
      {prints.some(({ state }) => state === 'unknown') && (
        <Notice tone="info" heard="none">
          {t('admin.prints.unknown-explain')}
        </Notice>
      )}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('admin.prints.at')}</th>
            <th scope="col">{t('admin.prints.what')}</th>
            <th scope="col">{t('admin.prints.label')}</th>
            <th scope="col">{t('admin.prints.state')}</th>
            <th scope="col">{t('admin.prints.attempts')}</th>
            <th scope="col">{t('admin.prints.decision')}</th>
          </tr>
        </thead>
        <tbody>
          {prints.map((job) => (
            <PrintRow key={job.printJobId} job={job} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PrintRow({ job, model, act }: AdminProps & { readonly job: PrintJobView }): ReactNode {
  const { t, moment } = useTexts();
  const intent = model.intents[`print:${job.printJobId}`];
  const busy = intent?.state === 'pending';
  const mayDecide = job.state === 'failed' || job.state === 'unknown';
  const label = `${t(`admin.prints.${job.what}`)} ${job.label}`;
  return (
    <tr>
      <td className="digits">{moment(job.at, model.now)}</td>
      <td className="table-code">{t(`admin.prints.${job.what}`)}</td>
      <td className="digits table-code">{job.label}</td>
      <td>
        <Badge tone={TONES[job.state]}>{t(`admin.prints.state.${job.state}`)}</Badge>
        {job.code !== null && (
          <p className="table-why">
            <FailureWords failure={localFailure(job.code)} />
          </p>
        )}
        {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      </td>
      <td className="digits">{job.attempts}</td>
      <td>
        {mayDecide && (
          <div className="table-buttons">
            <Button icon="printer" busy={busy} label={t('admin.prints.retry-of', { label })} onPress={() => act.retryPrint(job.printJobId)}>
              {t('admin.prints.retry')}
            </Button>
            <Button icon="check" busy={busy} label={t('admin.prints.mark-of', { label })} onPress={() => act.markPrint(job.printJobId)}>
              {t('admin.prints.mark')}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
