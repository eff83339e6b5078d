// The wizard's commands: what is here, what was chosen for each place, and the test of each device.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { FoundDevice, Setup, setupCommands, SetupChoice, SetupPlace, SetupTrial, Stored } from '../../../../shared/contract/setup.ts';
import { keepAnswer } from '../../store/device-setups.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handlers } from '../context.ts';

/** The set-up, as commands use it. */
export interface SetupPort {
  read(): Setup;
  find(place: SetupPlace): Promise<{ readonly devices: FoundDevice[]; readonly isSearching: boolean }>;
  write(place: SetupPlace, answer: 'device' | 'none', choice: SetupChoice | null): Stored;
  begin(trialId: string, place: SetupPlace, choice: SetupChoice | null): Promise<SetupTrial>;
  end(trialId: string, said: 'yes' | 'no' | 'left'): SetupTrial;
}

/** Handlers over the set-up that is there once the station stands. `restart` asks the host; null where it cannot. */
export function createSetupHandlers(setup: () => SetupPort, restart: (() => void) | undefined): Handlers<keyof typeof setupCommands> {
  return {
    'setup.read': () => setup().read(),
    'setup.find': async (_context, place) => await setup().find(place),
    'setup.store': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'setup.store', input, caller }, (store) => {
        const { place, answer, name, choice } = input;
        // The answer is kept also where the file could not be written: nobody is asked a second time.
        const stored = setup().write(place, answer, choice);
        keepAnswer(store, place, answer, name);
        store.afterCommit(() => {
          context.note('setup.stored', { role: place.role, counter: place.counterId ?? 0, answer, kind: stored.kind });
          context.publish('setup.changed', {});
        });
        return stored;
      }),
    'setup.try': async (_context, { trialId, place, choice }) => await setup().begin(trialId, place, choice),
    'setup.end-trial': (_context, { trialId, said }) => setup().end(trialId, said),
    'setup.restart': (context) => {
      if (restart === undefined) throw new Refusal('host.not-here');
      context.note('setup.restart', {});
      restart();
      return {};
    },
  };
}
