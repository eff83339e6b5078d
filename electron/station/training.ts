// Entry of the station process on which people practise: its own store, its own name, and nothing within its reach.

import { trainingSettings } from '../link/training.ts';
import { serveStation } from './serve-station.ts';
import { startAfresh } from './training-folder.ts';
import { trainingOutside } from './training-outside.ts';

await serveStation({
  outside: trainingOutside,
  prepare: (settings) => {
    const training = trainingSettings(settings);
    startAfresh(training.dataFolder);
    return training;
  },
});
