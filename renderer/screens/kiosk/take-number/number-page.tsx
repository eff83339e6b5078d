// The number: huge, with where to go, how many are before, what the printer did, and what happens next.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Point } from '../../../../shared/contract/point.ts';
import type { IssuedTicket } from '../../../../shared/contract/queue.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { Spinner } from '../../../parts/loading.tsx';
import { NumberPlate } from '../../../parts/number-plate.tsx';
import { useMemory, useNow, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { wordsOfPrint } from './print-words.ts';
import type { PrintWords } from './print-words.ts';
import './number-page.css';

/** How long the page stays after the last news about the paper: longer when the number must be remembered or written down. */
const STAY_MS: Readonly<Record<PrintWords['kind'], number>> = { working: 20_000, done: 12_000, 'no-paper': 60_000 };

export interface NumberPageProps {
  /** The ticket as it was issued; it is read again when its print changes. */
  readonly first: IssuedTicket;
  readonly point: Point;
  readonly onDone: () => void;
}

export function NumberPage({ first, point, onDone }: NumberPageProps): ReactNode {
  const { client } = useServices();
  const [known] = useMemory(({ now }) => remember(client, { read: () => client.call('ticket.read', { ticketId: first.ticketId }), again: ['print.changed', 'queue.changed'], now }));
  const ticket = known.kind === 'known' ? known.value : first;
  const texts = useTexts();
  const { t } = texts;
  const field = point.fields.find((one) => one.code === ticket.field);
  const print = wordsOfPrint(ticket.print);
  return (
    <div className="kiosk-number-page">
      <div className="kiosk-number-ticket">
        <h1 className="kiosk-number-title">{t('kiosk.number.title')}</h1>
        <NumberPlate number={ticket.number} className="kiosk-number-huge" />
        <p className="only-heard" role="alert">
          {t('kiosk.number.said', { number: ticket.number })}
        </p>
        {field !== undefined && <p className="kiosk-number-field">{texts.pick(field)}</p>}
        {ticket.priority !== 'none' && (
          <p className="kiosk-number-priority">
            <Icon name="priority" />
            <span>{t('kiosk.priority.mark')}</span>
          </p>
        )}
        <div className="kiosk-number-tear" aria-hidden="true" />
        <ul className="kiosk-number-facts digits">
          <Fact icon="counter">{counterWords(texts, ticket)}</Fact>
          <Fact icon="people">{ticket.waitingAhead === 0 ? t('kiosk.number.ahead-none') : t('kiosk.number.ahead', { count: ticket.waitingAhead })}</Fact>
          {ticket.expectedWaitMin !== null && ticket.expectedWaitMin > 0 && <Fact icon="clock">{t('kiosk.number.wait', { count: ticket.expectedWaitMin })}</Fact>}
        </ul>
      </div>
      <div className="kiosk-number-side">
        <output className="kiosk-number-print" data-kind={print.kind}>
          {print.kind === 'working' ? <Spinner /> : <Icon name={print.kind === 'done' ? 'printer' : 'printer-off'} />}
          <div>
            <p className="kiosk-number-print-head">{t(print.key)}</p>
            {print.kind === 'no-paper' && <p>{t('kiosk.print.keep', { number: ticket.number })}</p>}
          </div>
        </output>
        <p className="kiosk-number-next">
          <Icon name="megaphone" />
          <span>
            {t('kiosk.number.next')}
            {print.kind === 'done' && ` ${t('kiosk.number.lost')}`}
          </span>
        </p>
        <Button kind="primary" size="touch" icon="check" className="kiosk-number-done" onPress={onDone}>
          {t('kiosk.number.done')}
        </Button>
        <Countdown key={print.kind} totalMs={STAY_MS[print.kind]} onEnd={onDone} />
      </div>
    </div>
  );
}

function counterWords({ t }: Texts, { counters }: IssuedTicket): string {
  if (counters.length === 0) return t('kiosk.number.counter-none');
  const last = counters.at(-1) ?? '';
  if (counters.length === 1) return t('kiosk.number.counter-one', { counters: last });
  return t('kiosk.number.counter-many', { counters: t('kiosk.number.counter-or', { counters: counters.slice(0, -1).join(', '), last }) });
}

function Fact({ icon, children }: { readonly icon: 'counter' | 'people' | 'clock'; readonly children: ReactNode }): ReactNode {
  return (
    <li>
      <Icon name={icon} />
      <span>{children}</span>
    </li>
  );
}

/** A bar that runs out; then the page closes by itself. */
function Countdown({ totalMs, onEnd }: { readonly totalMs: number; readonly onEnd: () => void }): ReactNode {
  const { t } = useTexts();
  const now = useNow(250);
  const [start] = useState(now);
  const leftMs = Math.max(0, start + totalMs - now);
  const isOver = leftMs === 0;
  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver, onEnd]);
  return (
    <div className="kiosk-number-countdown">
      <div className="kiosk-number-bar" aria-hidden="true">
        <div style={{ transform: `scaleX(${leftMs / totalMs})` }} />
      </div>
      <p className="digits">{t('kiosk.number.closing', { count: Math.ceil(leftMs / 1_000) })}</p>
    </div>
  );
}
