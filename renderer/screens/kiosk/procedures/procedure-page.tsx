// One procedure: what to bring, how long it takes, what it costs, and the way to a number for it.

import type { ReactNode } from 'react';
import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { Point, Status } from '../../../../shared/contract/point.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import type { Intents } from '../../../client/intents.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { NotRead } from '../frame/not-read.tsx';
import { MoreBelow } from '../frame/more-below.tsx';
import type { Priority } from '../kiosk-store.ts';
import { TakeHomeRow } from '../take-home/take-home-row.tsx';
import { PriorityRow } from '../take-number/priority-row.tsx';
import type { TakeNumber } from '../take-number/take-number.ts';
import { TakeRefusal } from '../take-number/take-refusal.tsx';
import { waitWords } from '../take-number/wait-words.ts';
import { PaperList } from './paper-list.tsx';
import './procedure-page.css';

export interface ProcedurePageProps {
  readonly code: ProcedureCode;
  readonly point: Point;
  readonly overview: Remembered<QueueOverview>;
  readonly status: Remembered<Status>;
  readonly intents: Intents;
  readonly priority: Priority;
  readonly take: TakeNumber;
  readonly onPriority: (priority: Priority) => void;
  /** To the codes of the procedure of that name. */
  readonly onCodes: (name: string) => void;
}

export function ProcedurePage(props: ProcedurePageProps): ReactNode {
  const { client } = useServices();
  const [known, memory] = useMemory(({ now }) => remember(client, { read: () => client.call('procedure.read', { code: props.code }), again: [], now }));
  if (known.kind === 'loading') return <Loading />;
  if (known.kind === 'failed') return <NotRead failure={known.failure} onAgain={memory.refresh} />;
  return <ProcedureFacts {...props} procedure={known.value} />;
}

function ProcedureFacts({ procedure, point, overview, status, intents, priority, take, onPriority, onCodes }: ProcedurePageProps & { readonly procedure: Procedure }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const field = point.fields.find((one) => one.code === procedure.field);
  const wait = field === undefined ? null : waitWords(texts, field, overview);
  const isBusy = take.state?.state === 'pending';
  return (
    <div className="kiosk-procedure">
      <div className="kiosk-page-title">
        <h1>{procedure.name}</h1>
        <p>
          {procedure.sector} · {t('kiosk.procedure.code', { code: procedure.code })}
        </p>
      </div>
      <div className="kiosk-procedure-read">
        <dl className="kiosk-procedure-facts">
          <Fact icon="calendar" name={t('kiosk.procedure.time')}>
            {procedure.timeLimit.text === '' ? t('kiosk.procedure.time-unstated') : procedure.timeLimit.text}
          </Fact>
          <Fact icon="coin" name={t('kiosk.procedure.fee')}>
            {procedure.feeText === '' ? t('kiosk.procedure.fee-unstated') : procedure.feeText}
          </Fact>
          {procedure.result !== '' && (
            <Fact icon="paper" name={t('kiosk.procedure.result')}>
              {procedure.result}
            </Fact>
          )}
        </dl>
        <div className="kiosk-procedure-papers">
          {procedure.level === 'other' ? (
            <Notice tone="info" heard="none">
              {t('kiosk.procedure.other-level')}
            </Notice>
          ) : (
            <PaperList papers={procedure.papers} />
          )}
        </div>
        <MoreBelow />
      </div>
      <div className="kiosk-procedure-take">
        {field !== undefined && wait !== null && (
          <dl className="kiosk-procedure-facts">
            <Fact icon="people" name={t('kiosk.procedure.field')}>
              <span className="digits">
                {field.code} – {texts.pick(field)}
                <br />
                {[wait.people, wait.time].filter((words) => words !== '').join(' · ')}
              </span>
            </Fact>
          </dl>
        )}
        <TakeRefusal take={take} />
        {field?.takesTickets === true ? (
          <>
            <PriorityRow offered={point.priority} chosen={priority} disabled={isBusy} onChoose={onPriority} />
            <Button kind="primary" size="touch" icon="ticket" busy={isBusy} className="kiosk-procedure-button" onPress={() => take.run(procedure.field, procedure.code)}>
              {isBusy ? t('kiosk.fields.taking') : t('kiosk.procedure.take')}
            </Button>
          </>
        ) : (
          <Notice tone="warning" heard="none">
            {t('kiosk.procedure.no-tickets')}
          </Notice>
        )}
        <TakeHomeRow code={procedure.code} status={status} intents={intents} onCodes={() => onCodes(procedure.name)} />
      </div>
    </div>
  );
}

function Fact({ icon, name, children }: { readonly icon: IconName; readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="kiosk-procedure-fact">
      <dt>
        <Icon name={icon} />
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
