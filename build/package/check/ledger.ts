// Counts what was looked at and keeps what was wrong, in the words of the person who must mend it.

/** The findings of one part of the check. */
export class Ledger {
  readonly faults: string[] = [];
  #passed = 0;
  readonly #about: string;

  constructor(about: string) {
    this.#about = about;
  }

  get passed(): number {
    return this.#passed;
  }

  /** Something that must be so. */
  see(isSo: boolean, what: string): void {
    if (isSo) this.#passed += 1;
    else this.faults.push(`${this.#about}: ${what}`);
  }

  /** Two values that must be the same. */
  same(found: unknown, wanted: unknown, what: string): void {
    const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
    this.see(one === other, `${what} is ${one} and must be ${other}`);
  }

  /** Faults that somebody else has found; none counts as one thing seen. */
  none(faults: readonly string[]): void {
    if (faults.length === 0) this.#passed += 1;
    for (const fault of faults) this.faults.push(`${this.#about}: ${fault}`);
  }
}
