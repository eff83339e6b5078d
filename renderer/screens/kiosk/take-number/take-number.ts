// Taking a number as the kiosk's pages see it: one intent at a time, with its outcome.

import type { FieldCode, ProcedureCode } from '../../../../shared/base/ids.ts';
import type { Intent } from '../../../client/intents.ts';

/** Place of this intent in the table of intents. */
export const TAKE_KEY = 'take-number';

export interface TakeNumber {
  /** Null when nothing is under way and nothing was refused. */
  readonly state: Intent | null;
  readonly run: (field: FieldCode, procedureCode: ProcedureCode | null) => void;
  /** The same intent again, with its request id: a number that was already taken comes back instead of a second one. */
  readonly retry: () => void;
}
