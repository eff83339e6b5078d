// Where HID POS reports come from: a USB device, or a stream of them over TCP.

import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { PosLayout } from './pos-layout.ts';

/** Why there are no reports. */
export type ReaderAbsence = Extract<ErrorCode, `reader.${string}`>;

/** What a source tells its reader: missing any number of times, then opened, any number of reports, closed, and so on. */
export interface ReportSink {
  /** @param layouts what the reports may look like */
  opened(layouts: readonly PosLayout[]): void;
  report(bytes: Uint8Array): void;
  closed(): void;
  missing(why: ReaderAbsence): void;
}

/** Keeps looking for its device until `signal` is aborted, then resolves; never rejects. A device that goes away is looked for again. */
export interface ReportSource {
  run(sink: ReportSink, signal: AbortSignal): Promise<void>;
}
