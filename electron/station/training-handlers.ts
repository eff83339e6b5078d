// The commands of training, with the place that is begun afresh.

import { createTrainingHandlers, type TrainingPorts } from './commands/training/training-handlers.ts';
import { wantAfresh } from './training-folder.ts';

/** `dataFolder` is that of the store which is open. */
export function trainingHandlers({ dataFolder, ...ports }: Omit<TrainingPorts, 'wantAfresh'> & { readonly dataFolder: string }): ReturnType<typeof createTrainingHandlers> {
  return createTrainingHandlers({ ...ports, wantAfresh: () => wantAfresh(dataFolder) });
}
