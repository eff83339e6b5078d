// A station at work has nothing to recover: a recovery screen that was left open is told so, and looks again.

import type { CommandName } from '../../../../shared/contract/commands.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Handlers } from '../context.ts';

export type RecoveryCommand = Extract<CommandName, `recovery.${string}`>;

const refuse = (): never => {
  throw new Refusal('recovery.over');
};

export const noRecoveryHandlers: Handlers<RecoveryCommand> = { 'recovery.read': refuse, 'recovery.retry': refuse, 'recovery.passphrase': refuse, 'recovery.key': refuse, 'recovery.restore': refuse, 'recovery.salvage': refuse };
