// What a station gets of its host beside its windows. Each may be missing: a station also runs where nobody gives it.

import type { SystemPrinter } from './devices/ports.ts';
import type { LogFileState } from './life/log-file.ts';

export interface HostParts {
  /** Asks the host to close the program, so that another version can be put in its place. */
  readonly leave?: () => void;
  /** Asks the host to read the settings again and to start this station anew. */
  readonly restart?: () => void;
  /** Asks the host to start the station of training in this one's place, or the real one again; left out where there is only one. */
  readonly train?: (wanted: boolean) => void;
  /** The operating system's printers, which the host alone reaches. */
  readonly systemPrinter?: SystemPrinter;
  /** Whether the log reaches its file. */
  readonly logState?: () => LogFileState | null;
}
