// Who waits for this counter, who is on hold, who was missed: one list at a time, each with its count.

import type { ReactNode } from 'react';
import type { Ticket } from '../../../../shared/contract/queue.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { NumberPlate } from '../../../parts/number-plate.tsx';
import { TabList } from '../../../parts/tab-list.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { DeskProps } from './desk-column.tsx';
import { waitingTime } from './waiting-time.ts';
import { whyNot } from './why-not.ts';

const LISTS = ['waiting', 'held', 'missed'] as const;

export function TicketLists({ desk, model, act }: DeskProps): ReactNode {
  const { t } = useTexts();
  const chosen = model.ui.list;
  const tickets = desk[chosen];
  const pending = model.intents['desk']?.state === 'pending';
  // While somebody is served nobody can be called out of turn, and the list is only to be read.
  const mayCall = whyNot('next', { desk, pending, dossierOpened: false }) === null;
  return (
    <div className="desk-lists">
      <TabList
        label={t('counter.queue.list-label')}
        tabs={LISTS.map((id) => ({ id, name: t(`counter.queue.tab.${id}`), count: desk[id].length }))}
        chosen={chosen}
        panelId="desk-list"
        onChoose={act.showList}
      />
      <div className="desk-list" id="desk-list" role="tabpanel" tabIndex={0} aria-labelledby={`desk-list-${chosen}`}>
        {tickets.length === 0 ? (
          <p className="desk-list-empty">{t(`counter.queue.empty.${chosen}`)}</p>
        ) : (
          <ul>
            {tickets.map((ticket) => (
              <TicketRow key={ticket.ticketId} ticket={ticket} now={model.now}>
                {chosen === 'missed' && (
                  <Button label={t('counter.queue.restore-of', { number: ticket.number })} disabled={pending} onPress={() => act.restore(ticket.ticketId)}>
                    {t('counter.queue.restore')}
                  </Button>
                )}
                {chosen !== 'missed' && mayCall && (
                  <Button label={t('counter.queue.call-this-of', { number: ticket.number })} onPress={() => act.call(ticket.ticketId)}>
                    {t('counter.queue.call-this')}
                  </Button>
                )}
              </TicketRow>
            ))}
          </ul>
        )}
      </div>
      <p className="desk-served">{t('counter.queue.served', { count: desk.servedToday })}</p>
    </div>
  );
}

function TicketRow({ ticket, now, children }: { readonly ticket: Ticket; readonly now: number; readonly children: ReactNode }): ReactNode {
  const texts = useTexts();
  const reason = ticket.priority === 'none' ? null : texts.t(`common.priority.${ticket.priority}`);
  return (
    <li className="ticket-row">
      <NumberPlate number={ticket.number} className="ticket-row-number" />
      <div className="ticket-row-words">
        <span>{waitingTime(ticket.issuedAt, now, texts)}</span>
        {reason !== null && (
          <span className="ticket-row-priority">
            <Icon name="priority" /> {reason}
          </span>
        )}
      </div>
      {children}
    </li>
  );
}
