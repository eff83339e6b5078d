// What a test, the control page or a practice run can do with a virtual document scanner.

/**
 * What goes wrong at the virtual scanner. `busy`: it answers 503 to every job, `busy-page` to every request for a page; `jam`, `mispick`, `hang`, `cut`, `cover`,
 * `short` (fewer bytes than promised), `long` (more bytes than promised), `huge` (a page of gigabytes), `garbage` (no picture at all): at a page of the job, by default the first;
 * `stuck`: it says for ever that a sheet is on its way; `slow`: each page takes longer; `down`: it says that it is out of order; `silent`: it takes every request and answers none.
 */
export const SCANNER_FAULTS = ['none', 'busy', 'busy-page', 'jam', 'mispick', 'hang', 'cut', 'short', 'long', 'huge', 'garbage', 'cover', 'stuck', 'slow', 'down', 'silent'] as const;
export type ScannerFault = (typeof SCANNER_FAULTS)[number];

/** Habits of real scanners that a client must live with. */
export interface ScannerHabits {
  /** Says once per page "no more pages" before it hands the page out. */
  readonly saysEndTooEarly: boolean;
  /** Ends a feeder with 409 instead of 404. */
  readonly endsWithConflict: boolean;
  /** Names its jobs by a host that cannot be found. */
  readonly namesForeignHost: boolean;
  /** Sends pages without saying how long they are. */
  readonly hidesLength: boolean;
  /** Answers that many requests for a job or a page with 503 before it is warm. */
  readonly warmUpAnswers: number;
  /** Says "processing" of a feeder that it has begun to pull from, instead of "loaded", and then once "no more pages" for each page. */
  readonly saysProcessing: boolean;
  /** Hands a whole feeder out as one PDF file, where it is asked for PDF. */
  readonly joinsPages: boolean;
  /** Milliseconds that each page takes from being asked for to its first byte, as paper has to move. */
  readonly sheetMs: number;
}

/** What the virtual scanner says that it is. */
export interface ScannerModel {
  readonly resolutions: readonly number[];
  readonly formats: readonly PageFormat[];
  readonly hasGlass: boolean;
  readonly hasFeeder: boolean;
  readonly hasDuplex: boolean;
  readonly hasColour: boolean;
}
export type PageFormat = 'image/jpeg' | 'image/png' | 'application/pdf';

export interface VirtualScanner extends AsyncDisposable {
  readonly port: number;
  /** The eSCL root that a driver is given. */
  readonly url: string;
  readonly controlUrl: string;
  /** Sheets that lie in the feeder. */
  feeder(): number;
  load(sheets: number): void;
  /** Lays these pictures (JPEG, one side each, taken as they are) into the feeder, the first on top; null is an invented sheet. */
  lay(stack: readonly (Uint8Array | null)[]): void;
  fault(): ScannerFault;
  setFault(fault: ScannerFault, atPage?: number): void;
  setHabits(habits: Partial<ScannerHabits>): void;
  /** Pages handed out whole since the start, oldest first, as they went over the wire; the last 400. */
  served(): readonly ServedPage[];
  /** Told of each page that is handed out whole, as it goes over the wire. */
  onServed(listener: (page: ServedPage) => void): void;
  /** How many pages have been handed out since the start. */
  servedCount(): number;
  /** Jobs that are not finished or deleted. */
  openJobs(): number;
  /** Requests for a page that have come in. */
  askedPages(): number;
  /** What the last job asked for; null before the first. */
  lastJob(): JobSettings | null;
}

/** What this scanner understood of a job. */
export interface JobSettings {
  readonly source: 'feeder' | 'glass';
  readonly dpi: number;
  readonly isGrey: boolean;
  readonly isDuplex: boolean;
  readonly format: PageFormat;
}

export interface ServedPage {
  /** Runs on over all jobs; it stands on the page, unless only a few pictures are drawn. */
  readonly number: number;
  readonly bytes: Uint8Array;
}
