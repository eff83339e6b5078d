// The official code of a new dossier, when this station holds numbers of the city for the day; else the provisional one stands alone until the city gives one.

import { must } from '../../../../shared/base/must.ts';
import { formatOfficialCode, type OfficialCode, parseAgencyCode } from '../../../../shared/domain/codes/dossier-code.ts';
import type { Writable } from '../../store/handle.ts';
import { CODES, lastMintedDay, mint } from '../../store/leases.ts';
import { isOfficialCodeKnown } from '../../store/lookup.ts';
import type { CommandContext } from '../context.ts';

/**
 * Takes a number out of a lease for the true day, in the transaction that opens the dossier. Null while the day is suspect, before a day of which numbers were given already (the clock was
 * ahead then, or is behind now), and where no lease has room.
 */
export function mintOfficialCode({ trueDay, identity }: CommandContext, store: Writable): OfficialCode | null {
  const { day, isSuspect } = trueDay();
  if (isSuspect) return null;
  const last = lastMintedDay(store, CODES);
  if (last !== null && day < last) return null;
  for (;;) {
    const minted = mint(store, CODES, day, identity.incarnation);
    if (minted === null) return null;
    const agency = must(parseAgencyCode(minted.series.slice(CODES.length)), 'the agency was read when the lease was taken in');
    const code = must(formatOfficialCode({ agency, day, number: minted.number }), 'a lease holds numbers of four digits');
    // A number that a dossier here has already (the city put back from a copy lends it a second time) is passed over: it must not keep every later dossier from being opened.
    if (!isOfficialCodeKnown(store, code)) return code;
  }
}
