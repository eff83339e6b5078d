// The commands of the people's word, joined: ratings on screens and on paper, complaints by the holidays in force, and the teams that help, whose PINs are kept as the kiosk's own is.

import type { HolidayFile } from '../../shared/contract/holiday-file.ts';
import { isExitPin } from '../link/exit-pin.ts';
import { opinionHandlers } from './commands/feedback/opinion-handlers.ts';
import { petitionHandlers } from './commands/feedback/petition-handlers.ts';
import { ratingHandlers } from './commands/feedback/rating-handlers.ts';
import { helperHandlers } from './commands/helper/helper-handlers.ts';

/** Handlers of all; `shipped` are the holiday tables that came with the program. */
export function feedbackHandlers(shipped: readonly HolidayFile[]) {
  return { ...ratingHandlers, ...petitionHandlers(shipped), ...opinionHandlers(shipped), ...helperHandlers(isExitPin) };
}
