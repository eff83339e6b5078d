// Schema 50: numbers that this station may give: blocks of the city's codes, and of its own tickets.

import type { Migration } from '../migrate.ts';

export const leases: Migration = {
  version: 50,
  sql: `
-- A block of numbers for a series and a day, held by one incarnation. 'asked' has no numbers yet: it is kept before the city is asked, so that a lost answer is asked for again under the same id.
-- Numbers from 'next' on were never given. Rows never go, except those that never had numbers: they are the account of every number.
CREATE TABLE lease (
  lease_id TEXT PRIMARY KEY,
  -- 'code/<agency>' or 'ticket/<field>'; 'code' while the city has not said which agency it is.
  series TEXT NOT NULL,
  day TEXT NOT NULL,
  size INTEGER NOT NULL,
  lo INTEGER,
  hi INTEGER,
  next INTEGER,
  incarnation INTEGER NOT NULL,
  -- 'station', or the device that gives them out while it cannot reach the station.
  holder TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'open', 'closed', 'void')),
  got_at INTEGER NOT NULL,
  CHECK (CASE state WHEN 'asked' THEN lo IS NULL AND hi IS NULL AND next IS NULL ELSE lo >= 1 AND hi >= lo AND next BETWEEN lo AND hi + 1 END)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_of_day ON lease (day, series);
CREATE INDEX lease_unclosed ON lease (state, day) WHERE state IN ('asked', 'open');
-- Two blocks of a series and a day never share a number, whoever granted them.
CREATE TRIGGER lease_is_new BEFORE INSERT ON lease WHEN NEW.lo IS NOT NULL
  AND EXISTS (SELECT 1 FROM lease WHERE day = NEW.day AND series = NEW.series AND lo <= NEW.hi AND hi >= NEW.lo)
  BEGIN SELECT RAISE(ABORT, 'a number would stand in two blocks'); END;
CREATE TRIGGER lease_is_apart BEFORE UPDATE OF lo, hi ON lease
  WHEN EXISTS (SELECT 1 FROM lease WHERE lease_id <> NEW.lease_id AND day = NEW.day AND series = NEW.series AND lo <= NEW.hi AND hi >= NEW.lo)
  BEGIN SELECT RAISE(ABORT, 'a number would stand in two blocks'); END;
CREATE TRIGGER lease_never_goes_back BEFORE UPDATE OF next ON lease WHEN NEW.next < OLD.next BEGIN SELECT RAISE(ABORT, 'a number is given once'); END;
CREATE TRIGGER lease_stays BEFORE DELETE ON lease WHEN OLD.state <> 'asked' BEGIN SELECT RAISE(ABORT, 'blocks of numbers are kept'); END;
`,
};
