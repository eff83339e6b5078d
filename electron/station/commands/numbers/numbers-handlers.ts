// Answers who looks after the point: which numbers there are, and which of today's nobody can account for.

import type { numberCommands } from '../../../../shared/contract/care.ts';
import { formNumbersOf } from '../../store/form-numbers.ts';
import { numberBlocks, unaccounted } from '../../store/number-account.ts';
import type { Handlers } from '../context.ts';

export const numbersHandlers: Handlers<keyof typeof numberCommands> = {
  'numbers.read': (context) => {
    const { day } = context.trueDay();
    const year = Number(day.slice(0, 4));
    return context.database.read((store) => ({
      blocks: numberBlocks(store, day), unaccounted: unaccounted(store, day), forms: formNumbersOf(store, [year, year - 1]).map((each) => ({ ...each, unused: [...each.unused] })),
    }));
  },
};
