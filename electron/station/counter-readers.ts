// Takes what the readers of the counters read to the use case behind it; what a reader reads while somebody tries it is nobody's card, and its counter is told so.

import { TextDecoder } from 'node:util';
import type { CounterId } from '../../shared/base/ids.ts';
import type { CommandName } from '../../shared/contract/commands.ts';
import type { ReaderWork } from '../../shared/contract/dossier.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { SetupPlace } from '../../shared/contract/setup.ts';
import { classifyPayload } from '../../shared/domain/card/payload.ts';
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
  /** Why whoever is signed in at this counter, or nobody, may not do what the command does: a card laid down then is nobody's work. */
  readonly refusalAt?: (counterId: CounterId, command: CommandName) => ErrorCode | null;
}

/** Starts to listen; the devices' own end ends it. */
export function listenToReaders({ devices, context, log, ignores, disguise, refusalAt = () => null }: CounterReaderParts): void {
  const isKept = (counterId: CounterId, command: CommandName): boolean => {
    const code = ignores({ role: 'reader', counterId }) ? 'setup.being-tested' : refusalAt(counterId, command);
    if (code !== null) context.publish('reader.refused', { counterId, code });
    return code !== null;
  };
  const noteFailure = (outcome: ReadOutcome): void => {
    if (outcome.kind === 'failed') log.error('reader.failed', outcome.error);
  };
  devices.onPayload((counterId, bytes) => {
    const taken = disguise(bytes);
    if (!isKept(counterId, commandBehind(taken, context.readers.of(counterId)))) noteFailure(readPayload(context, counterId, taken));
  });
  devices.onReaderRefused((counterId, code) => {
    if (!isKept(counterId, 'visit.read')) noteFailure(refuseReading(context, counterId, code));
  });
}

/** What an officer would have to be allowed to do by hand what this code does. */
function commandBehind(bytes: Uint8Array, work: ReaderWork): CommandName {
  if (work === 'search') return 'dossier.find';
  const payload = classifyPayload(new TextDecoder().decode(bytes));
  if (payload.kind === 'id-card') return work === 'visit' ? 'visit.set-person' : 'visit.read';
  if (payload.kind === 'receipt' || payload.kind === 'dossier-code') return 'dossier.read';
  return payload.kind === 'cover-sheet' ? (payload.sheet.of === 'dossier' ? 'dossier.read' : 'visit.scan') : 'visit.read';
}
