// The inside of the virtual scanner: the feeder, its jobs, and what happens when a page is asked for. Knows no sockets.

import { randomUUID } from 'node:crypto';
import { statusXml, type JobSettings } from './documents.ts';
import type { ScannerFault, ScannerHabits, ServedPage } from './interface.ts';
import type { SheetDrawer } from './sheet-drawer.ts';

const KEPT_PAGES = 400;
const NO_HABITS: ScannerHabits = { saysEndTooEarly: false, endsWithConflict: false, namesForeignHost: false, hidesLength: false, warmUpAnswers: 0 };

interface Job {
  readonly settings: JobSettings;
  pages: number;
  /** The page that is next has once been denied. */
  hasDenied: boolean;
}

/** What becomes of a request for a page. `hang` is never answered; of `cut` only the first half is sent. */
export type PageAnswer =
  | { readonly kind: 'page' | 'cut'; readonly bytes: Uint8Array; readonly isSlow: boolean }
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
  #fault: ScannerFault = 'none';
  #faultPage = 1;
  #isStuck: 'ScannerAdfJam' | 'ScannerAdfHatchOpen' | null = null;
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
  get openJobs(): number {
    return this.#jobs.size;
  }

  load(sheets: number): void {
    this.#feeder = sheets;
    this.#changed(null);
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
    return statusXml(state, this.#isStuck ?? (this.#feeder > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty'));
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
    this.#jobs.set(id, { settings, pages: 0, hasDenied: false });
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
    if (this.#isCold()) return { kind: 'status', status: 503 };
    const { settings } = job;
    if (settings.source === 'feeder' ? this.#feeder === 0 : job.pages > 0) {
      this.#jobs.delete(id);
      return { kind: 'status', status: this.#habits.endsWithConflict ? 409 : 404 };
    }
    if (this.#habits.saysEndTooEarly && !job.hasDenied) {
      job.hasDenied = true;
      return { kind: 'status', status: 404 };
    }
    if (job.pages + 1 === this.#faultPage && (this.#fault === 'jam' || this.#fault === 'cover')) {
      this.#isStuck = this.#fault === 'jam' ? 'ScannerAdfJam' : 'ScannerAdfHatchOpen';
      this.#changed(null);
      return { kind: 'status', status: 409 };
    }
    if (job.pages + 1 === this.#faultPage && this.#fault === 'hang') return { kind: 'hang' };
    const isCut = job.pages + 1 === this.#faultPage && this.#fault === 'cut';
    job.pages += 1;
    job.hasDenied = false;
    if (settings.source === 'feeder') this.#feeder -= 1;
    this.#drawn += 1;
    const number = this.#drawn;
    const bytes = await this.#sheets.draw(number, settings.dpi, settings.isGrey);
    if (!isCut) this.#remember({ number, bytes });
    return { kind: isCut ? 'cut' : 'page', bytes, isSlow: this.#fault === 'slow' };
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
