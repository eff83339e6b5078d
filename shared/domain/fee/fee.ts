// What a dossier costs: fee lines by the tariff of a procedure, with quantities, caps and exemptions. Knows no payment.

/** 'phi' pays for a service, 'le-phi' is a state charge: receipts and the treasury keep the two apart (Law on Fees and Charges 2015; own knowledge). */
export type FeeKind = 'phi' | 'le-phi';

/** How a line's amount comes about. Amounts are whole đồng. */
export type FeePrice =
  | { readonly kind: 'each'; readonly amount: number }
  /** `first` for each of the first pages up to `firstPages`, `further` for each page after them, at most `capPerCopy` a copy. */
  | { readonly kind: 'pages'; readonly first: number; readonly firstPages: number; readonly further: number; readonly capPerCopy: number }
  /** Set by the provincial council, which the program does not know: an officer enters it. `most` is the highest that any council may set, null where no law says one. */
  | { readonly kind: 'entered'; readonly most: number | null };

/** Who pays nothing, or less, and what shows that he belongs to them. `percentOff` is 100 for an exemption. */
export interface Exemption {
  readonly exemptionId: string;
  readonly name: string;
  readonly proof: string;
  readonly percentOff: number;
}

/** One line of a procedure's tariff. `unit` is what is counted: 'bản', 'trường hợp', 'hồ sơ'. */
export interface FeeTariff {
  readonly feeId: string;
  readonly name: string;
  readonly kind: FeeKind;
  readonly unit: string;
  readonly price: FeePrice;
  readonly exemptions: readonly Exemption[];
}

/**
 * What an officer says of one line. `pages` only for a price by pages, `entered` (a unit's amount) only for one that is entered; `changed` takes another amount for one unit than the tariff's, never a larger one.
 * `proof` is what he has seen, such as a certificate's number; `original` names the paper whose pages are counted, where he has named it.
 */
export interface FeeOrder {
  readonly feeId: string;
  readonly quantity: number;
  readonly pages?: number;
  readonly original?: string;
  readonly entered?: number;
  readonly changed?: { readonly amount: number; readonly reason: string };
  readonly exemption?: { readonly exemptionId: string; readonly proof: string };
}

/** One line as it stands on the receipt. `full` is what it would be without the exemption. */
export interface FeeLine {
  readonly feeId: string;
  readonly name: string;
  readonly kind: FeeKind;
  readonly unit: string;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly full: number;
  readonly amount: number;
  /** Pages of one copy, where the price goes by them. */
  readonly pages?: number;
  /** Which original the copies are of, where somebody has named it. */
  readonly original?: string;
  readonly exemption: { readonly exemptionId: string; readonly name: string; readonly proof: string } | null;
  /** Null where the amount is the tariff's; else the tariff's amount for one unit and why another was taken. */
  readonly changed: { readonly from: number; readonly reason: string } | null;
}

/** Why a line cannot stand; `most` is the law's highest amount for one unit. */
export type FeeRefusal =
  | { readonly kind: 'refused'; readonly feeId: string; readonly reason: 'unknown-fee' | 'bad-quantity' | 'bad-pages' | 'bad-amount' | 'unknown-exemption' | 'no-proof' | 'no-reason' | 'stands-twice' }
  | { readonly kind: 'refused'; readonly feeId: string; readonly reason: 'above-law'; readonly most: number };

/** As many lines as one dossier is charged by. */
export const MOST_LINES = 20;

export type FeeBill = { readonly kind: 'bill'; readonly lines: readonly FeeLine[]; readonly total: number } | FeeRefusal;

/** More than anybody is charged for at a commune; keeps every sum an exact number. */
const MOST_QUANTITY = 10_000;
const MOST_AMOUNT = 1_000_000_000;

/** The bill of a dossier, or the first line that cannot stand. A tariff line that nobody orders costs nothing. */
export function billOf(tariff: readonly FeeTariff[], orders: readonly FeeOrder[]): FeeBill {
  const lines: FeeLine[] = [];
  for (const order of orders) {
    const fee = tariff.find(({ feeId }) => feeId === order.feeId);
    if (fee === undefined) return { kind: 'refused', feeId: order.feeId, reason: 'unknown-fee' };
    const line = lineOf(fee, order);
    if ('reason' in line) return line;
    if (lines.some((other) => isSame(other, line))) return { kind: 'refused', feeId: order.feeId, reason: 'stands-twice' };
    lines.push(line);
  }
  return { kind: 'bill', lines, total: lines.reduce((sum, { amount }) => sum + amount, 0) };
}

/** Two lines of one fee are two things to pay for only where their pages, the original's name, amount or exemption differ. */
function isSame(one: FeeLine, other: FeeLine): boolean {
  return one.feeId === other.feeId && one.pages === other.pages && spoken(one.original) === spoken(other.original) && one.unitAmount === other.unitAmount && one.exemption?.exemptionId === other.exemption?.exemptionId;
}

function spoken(name = ''): string {
  return name.normalize('NFC').toLowerCase().replaceAll(/\s+/gu, ' ');
}

function lineOf(fee: FeeTariff, order: FeeOrder): FeeLine | FeeRefusal {
  const { feeId, name, kind, unit, price } = fee;
  if (!isCount(order.quantity, MOST_QUANTITY)) return { kind: 'refused', feeId, reason: 'bad-quantity' };
  const byTariff = unitAmountOf(feeId, price, order);
  if (typeof byTariff !== 'number') return byTariff;
  const changed = changedOf(feeId, byTariff, order);
  if (changed !== null && 'kind' in changed) return changed;
  const unitAmount = changed?.amount ?? byTariff;
  const exemption = exemptionOf(fee, order);
  if (exemption !== null && 'reason' in exemption) return exemption;
  const full = unitAmount * order.quantity;
  const amount = exemption === null ? full : full - Math.round((full * exemption.percentOff) / 100);
  const original = order.original?.trim() ?? '';
  const pages = price.kind === 'pages' && order.pages !== undefined ? { pages: order.pages, ...(original === '' ? {} : { original }) } : {};
  return { feeId, name, kind, unit, quantity: order.quantity, unitAmount, full, amount, ...pages, exemption: exemption === null ? null : { exemptionId: exemption.exemptionId, name: exemption.name, proof: exemption.proof }, changed: changed === null ? null : { from: byTariff, reason: changed.reason } };
}

/** The tariff's amount is the law's highest wherever it is a fixed one: less may be taken for a reason, more never. */
function changedOf(feeId: string, byTariff: number, { changed }: FeeOrder): { readonly amount: number; readonly reason: string } | FeeRefusal | null {
  if (changed === undefined || changed.amount === byTariff) return null;
  if (!Number.isInteger(changed.amount) || changed.amount < 0) return { kind: 'refused', feeId, reason: 'bad-amount' };
  if (changed.amount > byTariff) return { kind: 'refused', feeId, reason: 'above-law', most: byTariff };
  const reason = changed.reason.trim();
  return reason === '' ? { kind: 'refused', feeId, reason: 'no-reason' } : { amount: changed.amount, reason };
}

function unitAmountOf(feeId: string, price: FeePrice, { pages, entered }: FeeOrder): number | FeeRefusal {
  switch (price.kind) {
    case 'each':
      return price.amount;
    case 'pages':
      if (pages === undefined || !isCount(pages, MOST_QUANTITY)) return { kind: 'refused', feeId, reason: 'bad-pages' };
      return Math.min(price.capPerCopy, Math.min(pages, price.firstPages) * price.first + Math.max(0, pages - price.firstPages) * price.further);
    case 'entered':
      if (entered === undefined || !Number.isInteger(entered) || entered < 0 || entered > MOST_AMOUNT) return { kind: 'refused', feeId, reason: 'bad-amount' };
      return price.most !== null && entered > price.most ? { kind: 'refused', feeId, reason: 'above-law', most: price.most } : entered;
  }
}

function exemptionOf(fee: FeeTariff, { exemption }: FeeOrder): Exemption | FeeRefusal | null {
  if (exemption === undefined) return null;
  const known = fee.exemptions.find(({ exemptionId }) => exemptionId === exemption.exemptionId);
  if (known === undefined) return { kind: 'refused', feeId: fee.feeId, reason: 'unknown-exemption' };
  const proof = exemption.proof.trim();
  return proof === '' ? { kind: 'refused', feeId: fee.feeId, reason: 'no-proof' } : { ...known, proof };
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
