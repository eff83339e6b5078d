// What the shelf of catalogues is made from, and what it is asked to do.

import type { CommuneId, EpochMs } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';

/** A catalogue that is offered: by the city with its edition, or as a file, whose edition is 0 and whose hash nobody has said. */
export interface OfferedCatalogue {
  readonly origin: 'city' | 'file';
  readonly edition: number;
  readonly commune: CommuneId | null;
  readonly sha256: string | null;
  readonly packed: Uint8Array;
}

/** An order to go back: `since` is that of the catalogue that was looked at. */
export interface GoBack {
  readonly requestId: string;
  readonly since: EpochMs | null;
  readonly reason: string;
}

export interface CatalogueShelfParts {
  /** Of the shipped one. */
  readonly resources: string;
  readonly folder: string;
  readonly commune: CommuneId;
  readonly now: () => EpochMs;
  /** Lets others be served between two steps of work. */
  readonly breathe: () => Promise<void>;
  /** A catalogue that held and cannot be read any more. */
  readonly onLost: (code: ErrorCode, where: string) => void;
  /** A file that nobody needs any more and that could not be removed. */
  readonly onLeft: (name: string) => void;
  /** Another holds, or one was refused. */
  readonly onChange: () => void;
}
