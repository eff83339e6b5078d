// The words of tickets, receipts and cover sheets: read from a resource file, checked whole, filled in.

/** Every text that a paper needs. */
const KEYS = [
  'paper.example', 'paper.training',
  'paper.ticket.number', 'paper.ticket.priority', 'paper.ticket.issued', 'paper.ticket.waiting', 'paper.ticket.people', 'paper.ticket.nobody', 'paper.ticket.counters',
  'paper.ticket.qr', 'paper.ticket.note',
  'paper.receipt.title', 'paper.receipt.reprint', 'paper.receipt.code', 'paper.receipt.provisional', 'paper.receipt.provisional-note', 'paper.receipt.procedure',
  'paper.receipt.applicant', 'paper.receipt.id-number', 'paper.receipt.ticket', 'paper.receipt.papers', 'paper.receipt.papers-none', 'paper.receipt.column-number',
  'paper.receipt.column-name', 'paper.receipt.column-originals', 'paper.receipt.column-copies', 'paper.receipt.received', 'paper.receipt.moment', 'paper.receipt.due',
  'paper.receipt.no-due', 'paper.receipt.counter', 'paper.receipt.counter-value', 'paper.receipt.signature-applicant', 'paper.receipt.signature-officer',
  'paper.receipt.qr', 'paper.receipt.contact', 'paper.receipt.owner', 'paper.receipt.delivery', 'paper.receipt.due-before', 'paper.receipt.fee',
  'paper.fee.title', 'paper.fee.book', 'paper.fee.number', 'paper.fee.copy', 'paper.fee.reversed', 'paper.fee.payer', 'paper.fee.about', 'paper.fee.quantity', 'paper.fee.kind-phi', 'paper.fee.kind-le-phi', 'paper.fee.total',
  'paper.fee.words', 'paper.fee.method', 'paper.fee.method-cash', 'paper.fee.method-transfer', 'paper.fee.paid', 'paper.fee.signature-payer', 'paper.fee.signature-officer',
  'paper.form.page', 'paper.form.today', 'paper.form.provisional', 'paper.form.channel.counter', 'paper.form.channel.online', 'paper.form.channel.post', 'paper.form.by-post', 'paper.form.paid', 'paper.form.unpaid', 'paper.form.fee-now', 'paper.form.fee-later', 'paper.form.fee-not-due', 'paper.form.fee-exempt', 'paper.form.fee-none', 'paper.form.fee-none-why', 'paper.form.case', 'paper.form.content', 'paper.form.total', 'paper.form.post-office', 'paper.form.supplement-past', 'paper.form.supplement-moved',
  'paper.trial.title', 'paper.trial.check', 'paper.trial.ruler', 'paper.trial.version', 'paper.trial.note',
  'paper.petition.complaint', 'paper.petition.proposal', 'paper.petition.code', 'paper.petition.received', 'paper.petition.handle', 'paper.petition.handle-unknown', 'paper.petition.ask', 'paper.petition.phone',
  'paper.take-home.code', 'paper.take-home.part', 'paper.take-home.papers', 'paper.take-home.papers-none', 'paper.take-home.elsewhere', 'paper.take-home.case', 'paper.take-home.original', 'paper.take-home.copy', 'paper.take-home.if-any', 'paper.take-home.note', 'paper.take-home.same-note', 'paper.take-home.shortened', 'paper.take-home.ask', 'paper.take-home.left-out', 'paper.take-home.rest-left-out', 'paper.take-home.time', 'paper.take-home.time-unstated',
  'paper.take-home.fee', 'paper.take-home.fee-unstated', 'paper.take-home.where', 'paper.take-home.open', 'paper.take-home.hours', 'paper.take-home.days', 'paper.take-home.period', 'paper.take-home.as-of', 'paper.take-home.day-1', 'paper.take-home.day-2', 'paper.take-home.day-3', 'paper.take-home.day-4', 'paper.take-home.day-5', 'paper.take-home.day-6', 'paper.take-home.day-7',
  'paper.cover.title', 'paper.cover.number', 'paper.cover.place', 'paper.cover.place-value', 'paper.cover.use',
] as const;

export type PaperKey = (typeof KEYS)[number];
/** The texts by key; `{name}` in them stands for a value. */
export type PaperTexts = Readonly<Record<PaperKey, string>>;

/**
 * Reads the content of resources/texts/paper.<language>.json.
 * @throws Error naming every key that is missing, unknown or no text
 */
export function parsePaperTexts(json: string): PaperTexts {
  const value: unknown = JSON.parse(json);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const found = new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''));
  const wrong = [...KEYS.filter((key) => !found.has(key)), ...entries.map(([key]) => key).filter((key) => !KEYS.some((known) => known === key))];
  if (wrong.length > 0) throw new Error(`texts of papers do not fit: ${wrong.join(', ')}`);
  return Object.fromEntries(KEYS.map((key) => [key, found.get(key) ?? ''])) as Record<PaperKey, string>;
}

/** A text with its values filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
