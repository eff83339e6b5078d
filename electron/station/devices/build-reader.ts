// The driver of a reader that the settings name.

import type { ReaderSettings } from '../../link/devices/reader.ts';
import type { HidAccess } from './hid/access.ts';
import type { BarcodeReader, DeviceClock } from './ports.ts';
import { HidReportSource } from './reader-hidpos/hid-source.ts';
import { HidPosReader } from './reader-hidpos/reader.ts';
import { StreamReportSource } from './reader-hidpos/stream-source.ts';
import { SerialReader } from './reader-serial/serial-reader.ts';
import type { SharedLines } from './serial/shared-lines.ts';

export function buildReader(settings: ReaderSettings, clock: DeviceClock, hid: HidAccess, lines: SharedLines): BarcodeReader {
  switch (settings.kind) {
    case 'hid-pos': return new HidPosReader(new HidReportSource(settings, hid), clock);
    case 'hid-stream': return new HidPosReader(new StreamReportSource(settings.host, settings.port, clock), clock);
    case 'serial': return new SerialReader(lines.of(settings.line), settings, clock);
  }
}
