// The whole life of a dossier after it was opened, by command: its steps, its hand-over lists, its results, and those that go by post.

import type { dossierLifeCommands } from '../../../../shared/contract/dossier-life.ts';
import type { handoverCommands } from '../../../../shared/contract/handover.ts';
import type { postCommands } from '../../../../shared/contract/post.ts';
import type { resultCommands } from '../../../../shared/contract/result.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import type { Handlers } from '../context.ts';
import { dossierLifeHandlers, moveDossierHandler } from '../dossier/dossier-life.ts';
import { handoverHandlers } from './handover-handlers.ts';
import { postHandlers } from './post-handlers.ts';
import { resultHandlers } from './result-handlers.ts';

/** One handler for each; `holidays` are the tables of days off that came with the program. */
export function lifeHandlers(holidays: readonly HolidayTable[]): Handlers<keyof typeof dossierLifeCommands | keyof typeof handoverCommands | keyof typeof resultCommands | keyof typeof postCommands> {
  return { ...dossierLifeHandlers, 'dossier.move': moveDossierHandler(holidays), ...handoverHandlers(holidays), ...resultHandlers(holidays), ...postHandlers(holidays) };
}
