// The queue's side of what the officer can do: calling, holding, passing on, ending.

import type { TicketId } from '../../../../shared/base/ids.ts';
import type { ChangingCommand, IntentInput } from '../../../client/intents.ts';
import type { CounterCore } from '../counter-core.ts';
import type { CounterActions } from '../counter-model.ts';
import { known } from '../counter-model.ts';
import { isTyping } from '../person/person-draft.ts';
import { whyNot } from './why-not.ts';

type DeskActions = Pick<CounterActions, 'desk' | 'call' | 'restore' | 'hold' | 'checkPriority' | 'transfer' | 'pause' | 'abandon'>;

export function deskActions({ desk, visit, intents, ui }: CounterCore): DeskActions {
  /** One act of the queue at a time: they all share the key 'desk'. */
  function act<Name extends ChangingCommand>(command: Name, input: IntentInput<Name>, done?: Parameters<typeof intents.run<Name>>[3]): void {
    ui.setState({ obstacle: null, looseRefusal: null });
    void intents.run('desk', command, input, (output) => {
      desk.refresh();
      visit.refresh();
      ui.setState({ dialog: null, obstacle: null });
      done?.(output);
    });
  }
  function ofCurrent(work: (ticketId: TicketId) => void): void {
    const current = known(desk.store.getState())?.current ?? null;
    if (current !== null) work(current.ticketId);
  }
  /** True when ending the turn now would throw away what the officer has entered. */
  function wouldLose(): boolean {
    const current = known(visit.store.getState());
    return current?.state === 'open' && (isTyping(ui.getState()) || current.person !== null || current.papers.some(({ pages }) => pages.length > 0));
  }
  function end(action: 'finish' | 'skip'): void {
    ofCurrent((ticketId) => act(action === 'finish' ? 'ticket.finish' : 'ticket.skip', { ticketId }));
  }
  function isPending(): boolean {
    return intents.store.getState()['desk']?.state === 'pending';
  }

  return {
    desk(action) {
      const state = known(desk.store.getState());
      const asked = action === 'pause' && state?.state === 'paused' ? 'resume' : action;
      const obstacle = whyNot(asked, { desk: state, pending: isPending(), dossierOpened: known(visit.store.getState())?.state === 'dossier-opened' });
      if (obstacle !== null) return ui.setState({ obstacle });
      switch (asked) {
        case 'next':
          return act('queue.next', {}, ({ ticket }) => {
            if (ticket === null) ui.setState({ obstacle: { key: 'counter.why.empty', params: {} } });
          });
        case 'recall':
          return ofCurrent((ticketId) => act('ticket.recall', { ticketId }));
        case 'skip':
        case 'finish':
          return wouldLose() ? ui.setState({ dialog: { kind: 'abandon', action: asked }, obstacle: null }) : end(asked);
        case 'hold':
          // Holding keeps what is saved, and only that.
          if (isTyping(ui.getState())) return ui.setState({ dialog: null, step: 1, obstacle: { key: 'counter.why.unsaved-person', params: {} } });
          return ui.setState({ dialog: { kind: asked }, obstacle: null });
        case 'transfer':
        case 'pause':
          return ui.setState({ dialog: { kind: asked }, obstacle: null });
        case 'resume':
          return act('counter.resume', {}, desk.put);
      }
    },
    call(ticketId) {
      const obstacle = whyNot('next', { desk: known(desk.store.getState()), pending: isPending(), dossierOpened: false });
      if (obstacle !== null) return ui.setState({ obstacle });
      act('ticket.call', { ticketId }, () => ui.setState({ list: 'waiting' }));
    },
    restore: (ticketId) => act('ticket.restore', { ticketId }, () => ui.setState({ list: 'waiting' })),
    hold: (reason) => ofCurrent((ticketId) => act('ticket.hold', { ticketId, reason })),
    checkPriority: (outcome, reason) => ofCurrent((ticketId) => act('ticket.check-priority', { ticketId, outcome, reason })),
    transfer: (to) => ofCurrent((ticketId) => act('ticket.transfer', { ticketId, ...to })),
    pause: (reason) => act('counter.pause', { reason }, desk.put),
    abandon: end,
  };
}
