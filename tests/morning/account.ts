// The account of a morning: what was done, what the city has of it, and what does not agree.

/** One thing that does not agree, in words for a person. */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'unexplained';
  readonly words: string;
}

/** What `npm run morning -- --json` prints, with the findings as counts. */
export interface Account {
  readonly seed: number;
  readonly visits: number;
  readonly ticketsIssued: number;
  readonly ticketsPrinted: number;
  readonly callsMade: number;
  readonly dossiersOpened: number;
  readonly pagesScanned: number;
  readonly receiptsPrinted: number;
  readonly offlineMs: number;
  readonly drainMs: number;
  readonly cityDossiers: number;
  readonly cityScans: number;
  readonly lost: number;
  readonly doubled: number;
  readonly unexplained: number;
}

/** Gathers findings while things are compared. */
export class Findings {
  readonly all: Finding[] = [];

  /** Notes a finding unless `holds`. */
  expect(holds: boolean, kind: Finding['kind'], words: string): void {
    if (!holds) this.all.push({ kind, words });
  }

  /** Notes every member of `expected` that `found` lacks as lost, and every other one as unexplained. */
  same(what: string, expected: Iterable<string>, found: Iterable<string>): void {
    const [wanted, got] = [new Set(expected), new Set(found)];
    for (const one of wanted) this.expect(got.has(one), 'lost', `${what} ${one}`);
    for (const one of got) this.expect(wanted.has(one), 'unexplained', `${what} ${one} that nobody made`);
  }

  /** Notes what stands in a list more than once. */
  once(what: string, all: readonly string[]): void {
    const seen = new Set<string>();
    for (const one of all) {
      this.expect(!seen.has(one), 'doubled', `${what} ${one}`);
      seen.add(one);
    }
  }

  count(kind: Finding['kind']): number {
    return this.all.filter((finding) => finding.kind === kind).length;
  }
}
