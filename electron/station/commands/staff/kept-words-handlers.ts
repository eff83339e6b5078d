// Keeps what an officer types into a dialog, for that officer alone.

import type { keptWordsCommands } from '../../../../shared/contract/kept-words.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { keepWords, keptWords } from '../../store/kept-words.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';

/** Whose words they are: an account's at its counter or the administration, or the place's alone where nobody signs in. */
export function wordsOwner(officerId: string | undefined, caller: Caller): string {
  return officerId === undefined ? actorOf(caller) : `${actorOf(caller)} ${officerId}`;
}

const ownOf = ({ acting }: Pick<CommandContext, 'acting'>, caller: Caller): string => wordsOwner(acting?.officer?.officerId, caller);

export const keptWordsHandlers: Handlers<keyof typeof keptWordsCommands> = {
  'staff.words': (context, _input, caller) => ({ words: context.database.read((store) => keptWords(store, ownOf(context, caller))) }),
  'staff.keep-words': (context, { key, words }, caller) => {
    context.database.write((store) => keepWords(store, ownOf(context, caller), key, words, context.clock.now()));
    return {};
  },
};
