// What sync is made of: the store and the city that it keeps in step, and whom it tells of what.

import type { SyncState } from '../../../shared/contract/point.ts';
import type { BackOffLimits } from '../life/back-off.ts';
import type { Clock } from '../life/clock.ts';
import type { LogValues } from '../life/log.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import type { LogIdentity } from '../store/event-log.ts';
import type { OtherHistory } from '../store/rebirth.ts';
import type { CityClient } from './city-client.ts';

/** What sync is made of. `client` is null where no city is configured. */
export interface SyncParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly client: CityClient | null;
  readonly clock: Clock;
  /** Whose store this is. */
  readonly identity: LogIdentity;
  readonly backOff: BackOffLimits;
  /** Pages go in pieces of so many bytes; the wire's own measure where it is left out. */
  readonly pieceBytes?: number;
  /** The addresses of this machine in the network, as one text; a new one resets the waiting. Left out where nobody may look. */
  readonly addresses?: () => string;
  /** Begins a new incarnation after the city has found another past of this station; false where a person must look. */
  readonly takeNewIncarnation: (other: OtherHistory) => boolean;
  /** Told after every change that a screen shows. */
  readonly onState: (state: SyncState) => void;
  /** Told when the city's word changed dossiers here. */
  readonly onDossiers: () => void;
  /** Words of the city about money wait to have their effect; called again until none does. */
  readonly onBankWords: () => void;
  /** What somebody may have to look into, for the log: codes and counts, nobody's data. */
  readonly onNote: (event: 'sync.refused' | 'sync.rewound' | 'sync.reborn' | 'sync.returned' | 'sync.snapshot' | 'sync.line', values: LogValues) => void;
  /** A failure of our own: a bug, for the log; the loop goes on. */
  readonly onBug: (error: unknown) => void;
}
