// Looks up administrative procedures in the catalogue that holds, and what goes home of them; works without any network.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { procedureCommands } from '../../../../shared/contract/procedure.ts';
import type { takeHomeCommands } from '../../../../shared/contract/take-home.ts';
import type { Handlers } from '../context.ts';
import { takeHomeHandlers } from '../take-home/take-home-handlers.ts';

/** The commands of procedures, by name. */
export const procedureHandlers: Handlers<keyof typeof procedureCommands | keyof typeof takeHomeCommands> = {
  ...takeHomeHandlers,
  'procedure.search': (context, input) => {
    const found = context.catalogue.search(input.text, input.field, input.limit);
    return {
      procedures: found.procedures.map(({ code, name, field, sector, papers }) => ({ code, name, field, sector, papers: papers.length })),
      total: found.total,
    };
  },
  'procedure.read': (context, input) => {
    const procedure = context.catalogue.read(input.code);
    if (procedure === null) throw new Refusal('procedure.unknown');
    return procedure;
  },
};
