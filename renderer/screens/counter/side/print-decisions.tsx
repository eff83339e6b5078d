// Prints that failed or of which nobody knows whether they came out: a person decides, nothing is printed twice silently.

import type { ReactNode } from 'react';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { dossierOfVisit, known } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function PrintDecisions({ model, act }: SideProps): ReactNode {
  const { t } = useTexts();
  // The receipt of the open visit is decided in the visit itself.
  const shownElsewhere = dossierOfVisit(model)?.receipt?.printJobId ?? null;
  const jobs = (known(model.prints) ?? []).filter(({ state, printJobId }) => (state === 'failed' || state === 'unknown') && printJobId !== shownElsewhere);
  if (jobs.length === 0) return null;
  return (
    <section className="side-card" aria-label={t('counter.side.prints')}>
      <h2 className="side-title">
        {t('counter.side.prints')} <span className="tab-count digits" data-tone="warning">{jobs.length}</span>
      </h2>
      <ul className="prints">
        {jobs.map((job) => {
          const intent = model.intents[`print:${job.printJobId}`];
          const busy = intent?.state === 'pending';
          const label = `${t(`counter.print.${job.what}`)} ${job.label}`;
          const why = intent?.failure ?? (job.code === null ? null : localFailure(job.code));
          return (
            <li key={job.printJobId}>
              <Notice tone="warning" icon="printer-off" heard="none" title={`${label} – ${t(job.state === 'failed' ? 'counter.print.state.failed' : 'counter.print.state.unknown')}`}>
                {why !== null && <FailureWords failure={why} />}
                <div className="print-decision">
                  <Button busy={busy} label={t('counter.print.again-of', { label })} onPress={() => act.retryPrint(job.printJobId)}>
                    {t('counter.receive.again')}
                  </Button>
                  <Button busy={busy} label={t('counter.print.mark-of', { label })} onPress={() => act.markPrint(job.printJobId)}>
                    {t('counter.receive.have-paper')}
                  </Button>
                </div>
              </Notice>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
