// Begins and ends training, and begins it afresh: what is open is closed in order, and the host starts the other station.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Training, trainingCommands } from '../../../../shared/contract/training.ts';
import { isTrainingStation } from '../../../../shared/domain/codes/training-station.ts';
import { waitingOfDay } from '../../store/tickets.ts';
import { visitAtCounter } from '../../store/visits.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { momentOf } from '../queue/step.ts';

/** What only these commands need. */
export interface TrainingPorts {
  /** Asks the host for the other station; left out where there is none. */
  readonly train: ((wanted: boolean) => void) | undefined;
  readonly restart: (() => void) | undefined;
  /** The next start of this store begins with nothing. */
  readonly wantAfresh: () => void;
}

/** Handlers over the given ports. */
export function createTrainingHandlers({ train, restart, wantAfresh }: TrainingPorts): Handlers<keyof typeof trainingCommands> {
  const switchTo = (context: CommandContext, wanted: boolean): Record<never, never> => {
    const { isTraining, serving } = read(context);
    // Asked again after the answer was lost with the station that gave it.
    if (isTraining === wanted) return {};
    if (train === undefined) throw new Refusal('training.only');
    // A citizen in front of a counter, or an exercise that nobody has finished: whoever serves ends it first.
    if (serving > 0) throw new Refusal('training.visit-open', { count: serving });
    context.note('training.switched', { wanted });
    afterAnswer(() => train(wanted));
    return {};
  };
  const read = (context: CommandContext): Training => ({
    isTraining: isTrainingStation(context.identity.station),
    canSwitch: train !== undefined,
    ...context.database.read((store) => ({
      serving: context.point.counters.filter(({ counterId }) => visitAtCounter(store, counterId) !== null).length,
      waiting: waitingOfDay(store, momentOf(context).day).length,
    })),
  });
  return {
    'training.read': read,
    'training.begin': (context) => switchTo(context, true),
    'training.end': (context) => switchTo(context, false),
    'training.afresh': (context) => {
      if (!isTrainingStation(context.identity.station) || restart === undefined) throw new Refusal('training.not-now');
      wantAfresh();
      context.note('training.afresh', {});
      afterAnswer(restart);
      return {};
    },
  };
}

/** The window has its answer before its station goes. */
function afterAnswer(act: () => void): void {
  setImmediate(act);
}
