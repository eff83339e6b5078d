// What a counter's scanner can be asked for, and how its officer wants to scan.

import type { CounterId } from '../../../../shared/base/ids.ts';
import type { CounterScanner, ScanChoice } from '../../../../shared/contract/visit.ts';
import { answerOnce } from '../../store/requests.ts';
import { keepScanChoice, scanChoice } from '../../store/scan-choices.ts';
import type { CommandContext, Handler } from '../context.ts';
import { counterOf } from './own-visit.ts';

/** 'scanner.read' */
export const readScanner: Handler<'scanner.read'> = (context, _input, caller) => {
  const counterId = counterOf(caller);
  return shown(context, counterId, context.database.read((store) => scanChoice(store, counterId)));
};

/** 'scanner.choose': holds from the next scan on; one that runs goes on as it began. */
export const chooseScan: Handler<'scanner.choose'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'scanner.choose', input, caller }, (store) => {
    const counterId = counterOf(caller);
    const choice: ScanChoice = { dpi: input.dpi, colour: input.colour, duplex: input.duplex };
    keepScanChoice(store, counterId, choice);
    return shown(context, counterId, choice);
  });

function shown(context: CommandContext, counterId: CounterId, choice: ScanChoice): CounterScanner {
  const offers = context.scannerOf(counterId)?.offers() ?? null;
  return { choice, offers: offers === null ? null : { ...offers, colours: [...offers.colours], dpis: [...offers.dpis] } };
}
