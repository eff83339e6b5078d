// The printer's own commands: how it is, a new roll, an error that a person has looked at.

import { must } from '../../../../shared/base/must.ts';
import type { PrinterView } from '../../../../shared/contract/printer.ts';
import type { TicketPrinter } from '../../devices/ports.ts';
import { beginRoll } from '../../store/paper-roll.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handlers } from '../context.ts';

/** What only these commands need. */
export interface PrinterPlace {
  /** Null where none is configured. */
  readonly printer: Pick<TicketPrinter, 'clearError'> | null;
  readonly roll: {
    read(): PrinterView['roll'];
    /** The count in the store has changed. */
    changed(): void;
  };
}

/** Handlers over the printer of the machine. */
export function createPrinterHandlers(place: PrinterPlace): Handlers<'printer.read' | 'printer.new-roll' | 'printer.clear-error'> {
  const view = ({ status }: CommandContext): PrinterView => ({
    state: must(status().devices.find(({ device }) => device === 'ticket-printer'), 'every machine has a place for one'),
    roll: place.roll.read(),
  });
  return {
    'printer.read': view,
    'printer.new-roll': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'printer.new-roll', input, caller }, (store) => {
        beginRoll(store, context.clock.now());
        store.afterCommit(() => place.roll.changed());
        return {};
      }),
    'printer.clear-error': async (context) => {
      await place.printer?.clearError();
      return view(context);
    },
  };
}
