// Where HID POS reports come from: a USB device, or a stream of them over TCP.

/** What a source tells its reader, in this order: opened, any number of reports, closed. */
export interface ReportSink {
  opened(): void;
  report(bytes: Uint8Array): void;
  closed(): void;
}

/** Keeps looking for its device until `signal` is aborted, then resolves; never rejects. A device that goes away is looked for again. */
export interface ReportSource {
  run(sink: ReportSink, signal: AbortSignal): Promise<void>;
}
