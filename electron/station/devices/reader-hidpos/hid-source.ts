// HID POS reports of a USB reader, found among the machine's HID devices by its usage.

import type { HidAccess, HidChoice, HidMissing } from '../hid/access.ts';
import { posDeviceOf } from './pos-layout.ts';
import type { ReaderAbsence, ReportSink, ReportSource } from './source.ts';

/** "USB HID Point of Sale Usage Tables" 1.02: the bar code scanner page and the usage of a scanner that decodes by itself. */
const POS_SCANNER = { usagePage: 0x8c, usage: 0x02 };

const ABSENCE: Readonly<Record<HidMissing, ReaderAbsence>> = {
  absent: 'reader.absent',
  'no-permission': 'reader.no-permission',
  'in-use': 'reader.in-use',
  'no-library': 'reader.no-library',
};

export class HidReportSource implements ReportSource {
  readonly #choice: HidChoice;
  readonly #hid: HidAccess;

  /** @param which numbers and serial of the reader that is meant, where there are several */
  constructor(which: Omit<HidChoice, 'usages'>, hid: HidAccess) {
    this.#choice = { usages: [POS_SCANNER], vendorId: which.vendorId, productId: which.productId, serialNumber: which.serialNumber };
    this.#hid = hid;
  }

  async run(sink: ReportSink, signal: AbortSignal): Promise<void> {
    await this.#hid.follow(
      this.#choice,
      {
        opened: (device) => {
          const { layouts, wakeUp } = posDeviceOf(device.vendorId, device.descriptor);
          sink.opened(layouts);
          device.onReport((report) => sink.report(report));
          // A reader that will not have it reads nothing, and what it types is recognised in the windows.
          if (wakeUp !== null) void device.sendFeature(wakeUp);
        },
        closed: () => sink.closed(),
        missing: (why) => sink.missing(ABSENCE[why]),
      },
      signal,
    );
  }
}
