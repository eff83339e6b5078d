// Training: the same program over a store of its own with invented people, begun and ended at the administration.

import { z } from 'zod';
import { nothing, query } from './command.ts';

export const trainingSchema = z.strictObject({
  isTraining: z.boolean(),
  /** False where this machine was started for training only, or its host has one station. */
  canSwitch: z.boolean(),
  /** Counters that are serving somebody now, and tickets that wait: of the store that is open. */
  serving: z.int().min(0),
  waiting: z.int().min(0),
});
export type Training = z.infer<typeof trainingSchema>;

export const trainingCommands = {
  'training.read': query(['admin'], nothing, trainingSchema),
  /** Closes the real store and opens that of training; windows come back by themselves. Nothing happens in training. Refuses 'training.visit-open' {count}, 'training.only'. */
  'training.begin': query(['admin'], nothing, nothing),
  /** Back to the real store. Nothing happens outside training. Refuses 'training.visit-open' {count}, 'training.only'. */
  'training.end': query(['admin'], nothing, nothing),
  /** Throws away what was practised and begins with the invented people again. Refuses 'training.not-now' outside training. */
  'training.afresh': query(['admin'], nothing, nothing),
};
