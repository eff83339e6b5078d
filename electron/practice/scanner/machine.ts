// The inside of the virtual scanner: the feeder, its jobs, and what happens when a page is asked for. Knows no sockets.

import { randomUUID } from 'node:crypto';
import { statusXml } from './documents.ts';
import type { JobSettings, PageFormat, ScannerFault, ScannerHabits, ServedPage } from './interface.ts';
import { pdfOf } from './pdf.ts';
import type { SheetDrawer } from './sheet-drawer.ts';

const KEPT_PAGES = 400;
const NO_HABITS: ScannerHabits = {
  saysEndTooEarly: false, endsWithConflict: false, namesForeignHost: false, hidesLength: false, warmUpAnswers: 0, saysProcessing: false, joinsPages: false, sheetMs: 0,
};

interface Job {
  readonly settings: JobSettings;
  pages: number;
  /** The page that is next has once been denied. */
  hasDenied: boolean;
  /** The sheet that was pulled last has another side to give. */
  hasBack: boolean;
}

/** What becomes of a request for a page. `hang` is never answered; of `cut` and `short` only the first half is sent, of which `short` then closes as if that was all; `long` promises half of what it sends, `huge` gigabytes. */
export type PageAnswer =
  | { readonly kind: 'page' | 'cut' | 'short' | 'long' | 'huge'; readonly format: PageFormat; readonly bytes: Uint8Array; readonly isSlow: boolean }
  | { readonly kind: 'status'; readonly status: 404 | 409 | 503 }
  | { readonly kind: 'hang' };

export class ScannerMachine {
  readonly #sheets: SheetDrawer;
  readonly #refill: number;
  readonly #changed: (page: ServedPage | null) => void;
  readonly #jobs = new Map<string, Job>();
  readonly #served: ServedPage[] = [];
  #drawn = 0;
  #handedOut = 0;
  #asked = 0;
  #feeder = 0;
  /** What lies in the feeder, as far as somebody has said it. */
  #stack: (Uint8Array | null)[] = [];
  #fault: ScannerFault = 'none';
  #faultPage = 1;
  #isStuck: 'ScannerAdfJam' | 'ScannerAdfMispick' | 'ScannerAdfHatchOpen' | null = null;
  #lastJob: JobSettings | null = null;
  #habits = NO_HABITS;
  #warmUp = 0;

  /** `refill`: sheets that somebody puts into an emptied feeder as soon as its job is over; 0 for nobody. `changed` is told of a page when one was handed out. */
  constructor(sheets: SheetDrawer, refill: number, changed: (page: ServedPage | null) => void) {
    this.#sheets = sheets;
    this.#refill = refill;
    this.#changed = changed;
  }

  get feeder(): number {
    return this.#feeder;
  }
  get fault(): ScannerFault {
    return this.#fault;
  }
  get habits(): ScannerHabits {
    return this.#habits;
  }
  get served(): readonly ServedPage[] {
    return this.#served;
  }
  get servedCount(): number {
    return this.#handedOut;
  }
  get askedPages(): number {
    return this.#asked;
  }
  get lastJob(): JobSettings | null {
    return this.#lastJob;
  }
  get openJobs(): number {
    return this.#jobs.size;
  }

  load(sheets: number): void {
    this.#stack = [];
    this.#feeder = sheets;
    this.#changed(null);
  }

  lay(stack: readonly (Uint8Array | null)[]): void {
    this.load(stack.length);
    this.#stack = [...stack];
  }

  setFault(fault: ScannerFault, atPage: number): void {
    this.#fault = fault;
    this.#faultPage = atPage;
    // A cover that is opened shows at once; a jam comes with a page.
    this.#isStuck = fault === 'cover' && atPage === 1 ? 'ScannerAdfHatchOpen' : null;
    this.#changed(null);
  }

  setHabits(habits: Partial<ScannerHabits>): void {
    this.#habits = { ...NO_HABITS, ...habits };
    this.#warmUp = this.#habits.warmUpAnswers;
  }

  status(): string {
    const state = this.#fault === 'down' ? 'Down' : this.#isStuck !== null ? 'Stopped' : this.#jobs.size > 0 ? 'Processing' : 'Idle';
    const isPulling = this.#fault === 'stuck' || (this.#habits.saysProcessing && [...this.#jobs.values()].some(({ settings, pages }) => settings.source === 'feeder' && pages > 0));
    const holds = this.#feeder > 0 || this.#fault === 'stuck' || [...this.#jobs.values()].some(({ hasBack }) => hasBack);
    return statusXml(state, this.#isStuck ?? (!holds ? 'ScannerAdfEmpty' : isPulling ? 'ScannerAdfProcessing' : 'ScannerAdfLoaded'));
  }

  /** The new job's name, or the status with which it is refused. */
  startJob(settings: JobSettings): string | 409 | 503 {
    if (this.#fault === 'busy' || this.#isCold()) return 503;
    if (this.#isStuck !== null || this.#fault === 'down') return 409;
    if (settings.source === 'feeder' && this.#feeder === 0) {
      // What some scanners do when they are told to pull paper that is not there.
      this.#isStuck = 'ScannerAdfJam';
      this.#changed(null);
      return 409;
    }
    const id = randomUUID();
    this.#jobs.set(id, { settings, pages: 0, hasDenied: false, hasBack: false });
    this.#lastJob = settings;
    return id;
  }

  endJob(id: string): boolean {
    const wasOpen = this.#jobs.delete(id);
    if (this.#feeder === 0 && this.#refill > 0) this.load(this.#refill);
    return wasOpen;
  }

  async nextPage(id: string): Promise<PageAnswer> {
    this.#asked += 1;
    const job = this.#jobs.get(id);
    if (job === undefined) return { kind: 'status', status: 404 };
    if (this.#isCold() || this.#fault === 'busy-page') return { kind: 'status', status: 503 };
    const { settings } = job;
    if (this.#fault === 'stuck') return { kind: 'status', status: 404 };
    if (settings.source === 'feeder' ? this.#feeder === 0 && !job.hasBack : job.pages > 0) {
      this.#jobs.delete(id);
      return { kind: 'status', status: this.#habits.endsWithConflict ? 409 : 404 };
    }
    if ((this.#habits.saysEndTooEarly || (this.#habits.saysProcessing && job.pages > 0)) && !job.hasDenied) {
      job.hasDenied = true;
      return { kind: 'status', status: 404 };
    }
    const fault = job.pages + 1 === this.#faultPage ? this.#fault : 'none';
    if (fault === 'jam' || fault === 'mispick' || fault === 'cover') {
      this.#isStuck = ({ jam: 'ScannerAdfJam', mispick: 'ScannerAdfMispick', cover: 'ScannerAdfHatchOpen' } as const)[fault];
      this.#changed(null);
      return { kind: 'status', status: 409 };
    }
    if (fault === 'hang') return { kind: 'hang' };
    const joined = this.#habits.joinsPages && settings.format === 'application/pdf';
    const pictures: Uint8Array[] = [];
    do pictures.push(await this.#draw(job));
    while (joined && settings.source === 'feeder' && (this.#feeder > 0 || job.hasBack));
    const bytes = settings.format === 'application/pdf' ? pdfOf(pictures, settings.dpi) : (pictures[0] ?? new Uint8Array());
    if (fault === 'garbage') return { kind: 'page', format: settings.format, bytes: Buffer.from('<html><body>Sign in</body></html>'), isSlow: false };
    const kind = fault === 'cut' || fault === 'short' || fault === 'long' || fault === 'huge' ? fault : 'page';
    if (kind === 'page') this.#remember({ number: this.#drawn, bytes });
    return { kind, format: settings.format, bytes, isSlow: this.#fault === 'slow' };
  }

  /** Pulls a sheet, or turns the one that was pulled. */
  async #draw(job: Job): Promise<Uint8Array> {
    const { settings } = job;
    if (settings.source === 'feeder' && !job.hasBack) this.#feeder -= 1;
    job.hasBack = settings.isDuplex && !job.hasBack;
    job.pages += 1;
    job.hasDenied = false;
    this.#drawn += 1;
    const laid = settings.source === 'feeder' ? (this.#stack.shift() ?? null) : null;
    if (laid !== null) return laid;
    return await this.#sheets.draw(this.#drawn, settings.dpi, settings.isGrey, settings.format === 'image/png' ? 'png' : 'jpeg');
  }

  #isCold(): boolean {
    this.#warmUp -= 1;
    return this.#warmUp >= 0;
  }

  #remember(page: ServedPage): void {
    this.#handedOut += 1;
    this.#served.push(page);
    if (this.#served.length > KEPT_PAGES) this.#served.shift();
    this.#changed(page);
  }
}
