// The driver of a reader that the settings name.

import type { ReaderSettings } from '../../link/devices/reader.ts';
import type { HidAccess } from './hid/access.ts';
import type { BarcodeReader, DeviceClock } from './ports.ts';
import { HidReportSource } from './reader-hidpos/hid-source.ts';
import { HidPosReader } from './reader-hidpos/reader.ts';
import { StreamReportSource } from './reader-hidpos/stream-source.ts';

export function buildReader(settings: ReaderSettings, clock: DeviceClock, hid: HidAccess): BarcodeReader {
  const source = settings.kind === 'hid-pos' ? new HidReportSource(settings, hid) : new StreamReportSource(settings.host, settings.port, clock);
  return new HidPosReader(source, clock);
}
