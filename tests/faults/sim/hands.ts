// What the people of a simulated point do with the program: each command as a window sends it, asked again with the same id when no answer came.

import type { RequestId } from '../../../shared/base/ids.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName } from '../../../shared/contract/commands.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Handler } from '../../../electron/station/commands/context.ts';
import { deadLetterHandlers } from '../../../electron/station/commands/dead-letter/dead-letter-handlers.ts';
import { dossierHandlers } from '../../../electron/station/commands/dossier/dossier-handlers.ts';
import { dossierLifeHandlers } from '../../../electron/station/commands/dossier/dossier-life.ts';
import { dueCareHandlers } from '../../../electron/station/commands/dossier/due-care.ts';
import { moneyHandlers } from '../../../electron/station/commands/payment/payment-handlers.ts';
import type { PaymentParts } from '../../../electron/station/commands/payment/payment-parts.ts';
import { queueHandlers } from '../../../electron/station/commands/queue/queue-handlers.ts';
import type { ScanSessions } from '../../../electron/station/commands/visit/scan-sessions.ts';
import { visitHandlers } from '../../../electron/station/commands/visit/visit-handlers.ts';
import type { GivenInput } from '../../fakes/test-station.ts';
import type { Chance } from '../../morning/chance.ts';
import type { Recorder } from './recorder.ts';
import { Died } from './sim-clock.ts';
import { HOLIDAYS } from './sim-money.ts';
import type { SimStation } from './sim-station.ts';
import type { World } from './world.ts';

/** A command that got no answer: the window sends it again, with the same id. */
type Unanswered = () => Promise<void>;

const handlersOf = (scans: ScanSessions, money: PaymentParts) => ({
  ...deadLetterHandlers, ...dossierLifeHandlers, ...dueCareHandlers(HOLIDAYS), ...queueHandlers, ...visitHandlers(scans), ...dossierHandlers(scans, HOLIDAYS), ...moneyHandlers(money),
});
type Known = keyof ReturnType<typeof handlersOf> & CommandName;

export class Hands {
  readonly station: SimStation;
  readonly world: World;
  readonly chance: Chance;
  readonly #recorder: Recorder;
  readonly #unanswered: Unanswered[] = [];

  constructor(station: SimStation, world: World, recorder: Recorder, chance: Chance) {
    this.station = station;
    this.world = world;
    this.chance = chance;
    this.#recorder = recorder;
  }

  /** What waits to be sent again, the oldest. */
  takeUnanswered(): Unanswered | null {
    return this.#unanswered.shift() ?? null;
  }

  /** Null when it was refused, or when the process died over it. */
  async do<Name extends Known>(name: Name, caller: Caller, input: GivenInput<CommandInput<Name>>, requestId?: RequestId) {
    if (!this.station.isRunning) return null;
    let id = requestId ?? null;
    const work = async () => {
      const { station } = this.station;
      id ??= station.requestId();
      const handler = handlersOf(this.station.scans, this.station.money)[name] as unknown as Handler<Name>;
      const answer = await station.call(name, handler, caller, commands[name].changes ? { ...input, requestId: id } : input);
      if (!this.station.isRunning) throw new Died('before its answer was read');
      if (commands[name].changes) this.#recorder.acked(this.station.name, name, id, this.station.observe(), answer);
      return answer;
    };
    return this.guarded(name, work, (why) => {
      // The disk did not say what became of it: the same request finds out.
      if (id !== null && (why === 'store.failed' || (why === 'died' && this.chance.is(0.8)))) this.#sendAgain(name, caller, input, id);
    });
  }

  /** Null when it was refused, or when the process died over it; `ended` hears which. */
  async guarded<Answer>(what: string, work: () => Promise<Answer>, ended: (why: string) => void = () => undefined): Promise<Answer | null> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) {
        this.world.trace(`${this.station.name} refuses ${what}: ${error.code}`);
        ended(error.code);
        return null;
      }
      if (!(error instanceof Died)) throw error;
      this.station.die(`over ${what}`);
      ended('died');
      return null;
    }
  }

  #sendAgain<Name extends Known>(name: Name, caller: Caller, input: GivenInput<CommandInput<Name>>, requestId: RequestId): void {
    this.#unanswered.push(async () => void (await this.do(name, caller, input, requestId)));
  }
}
