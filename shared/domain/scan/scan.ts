// What is asked of a document scanner and what it gives, whatever drives it.

export interface ScanOptions {
  readonly source: 'feeder' | 'glass';
  /** Dots per inch; the nearest that the scanner offers is taken. */
  readonly dpi: number;
  readonly colour: 'colour' | 'grey';
  /** Both sides of each sheet of the feeder; means nothing on the glass. */
  readonly duplex: boolean;
}

/** What a scanner can be asked for; an empty list where it does not say. */
export interface ScannerOffers {
  readonly feeder: boolean;
  readonly glass: boolean;
  readonly duplex: boolean;
  readonly colours: readonly ScanOptions['colour'][];
  /** Dots per inch from 200 to 300, ascending. */
  readonly dpis: readonly number[];
}

/** One page as the scanner sent it, whole. */
export interface ScannedPage {
  readonly bytes: Uint8Array;
  readonly mime: 'image/jpeg' | 'image/png' | 'application/pdf';
}
