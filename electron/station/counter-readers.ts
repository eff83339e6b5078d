// Takes what the readers of the counters read to the use case behind it; what a reader reads while somebody tries it is nobody's card, and its counter is told so.

import type { CounterId } from '../../shared/base/ids.ts';
import type { SetupPlace } from '../../shared/contract/setup.ts';
import type { CommandContext } from './commands/context.ts';
import { readPayload, refuseReading, type ReadOutcome } from './commands/reader/read-payload.ts';
import type { Devices } from './devices/registry.ts';
import type { Log } from './life/log.ts';

interface CounterReaderParts {
  readonly devices: Pick<Devices, 'onPayload' | 'onReaderRefused'>;
  readonly context: CommandContext;
  readonly log: Pick<Log, 'error'>;
  /** Whether what the reader of this place says is for a test of the set-up. */
  readonly ignores: (place: SetupPlace) => boolean;
  /** What is taken in place of what was read: in training nobody's card is. */
  readonly disguise: (bytes: Uint8Array) => Uint8Array;
  /** Whether nobody is signed in at this counter where somebody must be: a card laid down then is nobody's work. */
  readonly isShut?: (counterId: CounterId) => boolean;
}

/** Starts to listen; the devices' own end ends it. */
export function listenToReaders({ devices, context, log, ignores, disguise, isShut = () => false }: CounterReaderParts): void {
  const isTried = (counterId: CounterId): boolean => {
    const code = ignores({ role: 'reader', counterId }) ? 'setup.being-tested' : isShut(counterId) ? 'staff.sign-in-needed' : null;
    if (code !== null) context.publish('reader.refused', { counterId, code });
    return code !== null;
  };
  const noteFailure = (outcome: ReadOutcome): void => {
    if (outcome.kind === 'failed') log.error('reader.failed', outcome.error);
  };
  devices.onPayload((counterId, bytes) => {
    if (!isTried(counterId)) noteFailure(readPayload(context, counterId, disguise(bytes)));
  });
  devices.onReaderRefused((counterId, code) => {
    if (!isTried(counterId)) noteFailure(refuseReading(context, counterId, code));
  });
}
