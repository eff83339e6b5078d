// What the sender wants of a portal, whatever its dialect.

import type { Pool } from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import type { CityClock } from '../clock.ts';
import type { ClaimedStep } from './outbox/claim.ts';
import type { PortalLine } from './portal-http.ts';

/** A portal in one of its dialects. */
export interface Portal {
  /** Says one step, and answers when the portal has it: how often this is done, the portal has it once. Throws `PortalFailure`. */
  send(step: ClaimedStep): Promise<void>;
}

/** What a dialect works with. */
export interface PortalParts {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly line: PortalLine;
  readonly store: BlobStore;
}
