// The commands of the head's screen.

import type { headCommands } from '../../../../shared/contract/head.ts';
import type { indexCommands } from '../../../../shared/contract/index766.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import type { Handlers } from '../context.ts';
import { indexHandlers } from './index-handlers.ts';
import { readForecast } from './head-forecast.ts';
import { readToday } from './head-today.ts';

/** One handler for each command; `shipped` are the holiday tables that came with the program. */
export function headHandlers(shipped: readonly HolidayFile[]): Handlers<keyof typeof headCommands | keyof typeof indexCommands> {
  return {
    'head.today': (context) => readToday(context, shipped),
    ...indexHandlers(shipped),
    'head.forecast': (context) => readForecast(context, shipped),
  };
}
