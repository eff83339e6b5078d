// A reader's driver with everything it says written down, for the scenes of the lab.

import { systemClock } from '../../../../electron/station/life/clock.ts';
import type { HidAccess } from '../../../../electron/station/devices/hid/access.ts';
import { HidReportSource } from '../../../../electron/station/devices/reader-hidpos/hid-source.ts';
import { HidPosReader } from '../../../../electron/station/devices/reader-hidpos/reader.ts';
import type { ReportSink } from '../../../../electron/station/devices/reader-hidpos/source.ts';

export interface ObservedReader extends AsyncDisposable {
  isReady(): boolean;
  /** 'ready' or 'absent reader.absent', in their order. */
  readonly states: string[];
  /** Each payload with its origin at the front: '1.2]Q3 …' is the second of the first plug-in. */
  readonly payloads: string[];
  readonly refusals: string[];
  /** How many reports have come, over all plug-ins. */
  reports(): number;
}

/** @param vendorId the maker of the reader that is meant */
export function observeReader(vendorId: number, hid: HidAccess): ObservedReader {
  const source = new HidReportSource({ vendorId }, hid);
  let reports = 0;
  const count = (sink: ReportSink): ReportSink => ({
    ...sink,
    report: (bytes) => {
      reports += 1;
      sink.report(bytes);
    },
  });
  const reader = new HidPosReader({ run: async (sink, signal) => await source.run(count(sink), signal) }, systemClock);
  const states = [reader.state()].map(({ kind, code }) => `${kind} ${code ?? ''}`.trim());
  const payloads: string[] = [];
  const refusals: string[] = [];
  reader.onChange(({ kind, code }) => states.push(`${kind} ${code ?? ''}`.trim()));
  reader.onPayload((bytes, { session, sequence, aimId }) => payloads.push(`${session}.${sequence}${aimId} ${Buffer.from(bytes).toString('utf8')}`));
  reader.onRefused((code) => refusals.push(code));
  return { isReady: () => reader.state().kind === 'ready', states, payloads, refusals, reports: () => reports, [Symbol.asyncDispose]: async () => await reader[Symbol.asyncDispose]() };
}
