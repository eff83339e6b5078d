// What a test, the control page or a practice run can do with a virtual barcode reader.

import type { ReaderFault } from './reports.ts';

export interface VirtualReader extends AsyncDisposable {
  readonly port: number;
  readonly controlUrl: string;
  /** Reads a code to everybody who is connected; false if nobody is, and then it is lost, as with a real reader. */
  scan(text: string, fault?: ReaderFault | null): boolean;
  scanCount(): number;
  isPlugged(): boolean;
  isConnected(): boolean;
  /** Takes the plug out, or puts it back in. */
  setPlugged(wanted: boolean): Promise<void>;
}
