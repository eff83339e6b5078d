// Answers who looks after the point: which numbers there are, and which of today's nobody can account for.

import type { numberCommands } from '../../../../shared/contract/care.ts';
import { numberBlocks, unaccounted } from '../../store/number-account.ts';
import type { Handlers } from '../context.ts';

export const numbersHandlers: Handlers<keyof typeof numberCommands> = {
  'numbers.read': (context) => {
    const { day } = context.trueDay();
    return context.database.read((store) => ({ blocks: numberBlocks(store, day), unaccounted: unaccounted(store, day) }));
  },
};
