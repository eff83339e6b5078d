// Which dialog of slip and codes belongs to a procedure.

import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { CounterDialog } from '../counter-ui.ts';

/** `caseName` as in the intake: '' for all cases. */
export function takeHomeOf({ code, name }: Pick<Procedure, 'code' | 'name'>, caseName = ''): Extract<CounterDialog, { readonly kind: 'take-home' }> {
  return { kind: 'take-home', code, name, caseName };
}
