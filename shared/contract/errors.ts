// The closed list of refusal and failure codes; each has a sentence in resources/texts under 'error.<code>'.

import { z } from 'zod';

export const ERROR_CODES = [
  // the door
  'request.invalid', 'request.too-large', 'request.too-many', 'request.reused', 'command.unknown', 'caller.refused', 'internal', 'station.unreachable', 'contract.version',
  // the host of the windows
  'pin.none', 'pin.wrong', 'pin.wait', 'host.locked', 'host.not-here', 'host.failed',
  // the queue
  'field.unknown', 'field.no-tickets', 'field.no-counter', 'series.full', 'ticket.not-found', 'ticket.wrong-state', 'ticket.other-counter', 'ticket.paid', 'counter.unknown', 'counter.busy', 'counter.paused', 'queue.empty',
  // the visit
  'visit.not-found', 'visit.closed', 'visit.no-person', 'visit.no-procedure', 'visit.papers-missing', 'visit.pages-in-the-way', 'visit.no-ticket', 'procedure.unknown', 'paper.unknown', 'page.not-found', 'dossier.already-open', 'reuse.not-there',
  // the card
  'card.torn', 'card.foreign', 'card.receipt', 'card.oversized', 'card.garbled', 'card.no-visit', 'card.in-front', 'card.health', 'card.payment', 'card.number-only', 'card.procedure', 'card.dossier-unknown', 'reader.absent', 'reader.no-permission', 'reader.in-use', 'reader.no-library',
  // the document scanner
  'scanner.absent', 'scanner.busy', 'scanner.timeout', 'scanner.feeder-empty', 'scanner.jam', 'scanner.cover-open', 'scanner.cut', 'scanner.error', 'scanner.cancelled',
  'scanner.certificate', 'scanner.unsupported', 'scanner.access-denied', 'scanner.no-program', 'scan.too-large', 'scan.paper-full', 'scan.visit-full', 'scan.disk-full',
  // cover sheets
  'cover.damaged', 'cover.other', 'cover.unknown', 'cover.paper-unknown', 'cover.reading',
  // the printer
  'printer.absent', 'printer.paper-out', 'printer.paper-low', 'printer.cover-open', 'printer.cutter', 'printer.offline', 'printer.timeout', 'printer.error', 'printer.interrupted',
  'printer.silent', 'printer.garbled', 'printer.unconfirmed', 'printer.not-allowed', 'printer.in-use', 'printer.queue-stopped', 'print.not-found', 'print.wrong-state', 'print.too-late', 'print.too-long',
  // forms for pages and their templates
  'form.not-offered', 'template.faulty', 'template.changed-elsewhere',
  // serial ports that are there and cannot be used, whatever stands on them
  'serial.no-permission', 'serial.in-use',
  // USB buttons that are there and cannot be used
  'hid.no-permission', 'hid.in-use', 'hid.no-library',
  // buttons, keypads, the numbers above the counters, and the voice of the hall
  'panel.absent', 'panel.busy', 'keypad.absent', 'counter-display.absent', 'loudspeaker.absent', 'loudspeaker.instead', 'loudspeaker.blocked', 'sound.failed',
  // look-up
  'dossier.not-found', 'lookup.mismatch', 'lookup.wait', 'take-home.wait',
  // officers who sign in
  'staff.sign-in-needed', 'staff.not-allowed', 'staff.wrong-pin', 'staff.wait', 'staff.blocked', 'staff.unknown', 'staff.login-taken', 'staff.last-head', 'staff.first-head', 'staff.easy-pin', 'staff.too-many',
  // a dossier's life
  'dossier.unknown', 'dossier.illegal-move', 'dossier.voided', 'dossier.nothing-changed', 'supplement.again', 'supplement.day-unreadable', 'supplement.day-past', 'supplement.day-closed', 'supplement.day-too-far', 'supplement.day-not-running', 'supplement.day-moved', 'supplement.day-same', 'dossier.date-unreadable', 'dossier.date-too-early', 'dossier.date-closed', 'dossier.date-too-often', 'dossier.date-today', 'dossier.date-not-now', 'dossier.date-after-due', 'dossier.reason-missing', 'dossier.not-ended', 'dossier.not-at-city', 'dossier.names-person', 'access.too-many',
  // dossiers and results that change hands
  'handover.on-list', 'handover.unknown', 'handover.received', 'handover.not-on-list', 'handover.nothing', 'result.none', 'result.returned', 'result.not-returned', 'result.signed', 'result.here-already', 'result.day', 'result.wrong-person', 'result.no-delivery', 'result.tracking', 'result.unpaid', 'post.unpaid', 'post.not-sent', 'post.delivered',
  // what the city would not take, and where it decided otherwise
  'dead-letter.not-found', 'dead-letter.unchanged', 'dead-letter.invalid', 'notice.not-found',
  // the working calendar
  'holidays.no-such-day', 'holidays.other-year', 'holidays.day-twice', 'holidays.swap-unmatched', 'holidays.works-anyway', 'holidays.changed-elsewhere',
  // readings of the portal
  'reading.too-high', 'reading.no-such-day', 'reading.in-future', 'reading.not-found',
  'report.fetch-gone', 'payment.name-needed',
  // fees and payments
  'fee.above-law', 'fee.wrong', 'fee.nothing', 'fee.locked', 'fee.unsaid', 'payment.not-found', 'payment.wrong-state', 'payment.exists', 'payment.amount-differs', 'payment.too-little', 'payment.other-counter',
  'payment.account-unset', 'payment.receipts-unset', 'payment.receipts-full', 'payment.reverse-elsewhere', 'payment.no-receipt', 'payday.closed', 'payday.changed', 'payday.not-yet', 'payday.does-not-close', 'payday.clock-doubted',
  // money that the city has seen
  'bank.reversed', 'bank.given-back', 'bank.paid-twice', 'bank.amount-differs', 'bank.unknown', 'bank.history-open', 'bank.not-open',
  // ratings, complaints, priority, helpers
  'rating.already', 'rating.not-served', 'petition.not-found', 'petition.wrong-state', 'opinion.wrong-day', 'opinion.not-found', 'opinion.struck', 'words.missing', 'priority.none', 'helper.wrong-pin', 'helper.wait', 'helper.unknown',
  // copies of the store
  'backup.failed', 'store.rebuild-differs', 'store.disk-failing', 'store.recovering',
  // the store
  'store.failed', 'store.disk-full', 'store.key-missing', 'store.newer', 'store.locked',
  // a place to practise, kept apart from the store that serves people
  'store.training', 'store.not-training', 'training.visit-open', 'training.only', 'training.not-now',
  // a catalogue that came from the city or as a file
  'catalogue.broken', 'catalogue.too-large', 'catalogue.unreadable', 'catalogue.older', 'catalogue.other-commune', 'catalogue.nothing-before', 'catalogue.moved-on', 'catalogue.not-whole', 'catalogue.not-kept',
  // a store that does not open, and who helps it
  'recovery.over', 'recovery.wrong-passphrase', 'recovery.wrong-key', 'recovery.key-length', 'recovery.key-mistyped', 'recovery.store-damaged', 'recovery.no-key', 'recovery.backup-refused', 'recovery.nothing-saved', 'recovery.busy',
  // the self-test of a locked-down screen
  'self-test.over',
  // the set-up of devices
  'setup.trial-over', 'setup.nothing-to-test', 'setup.nobody-came', 'setup.not-as-wished', 'setup.restart-first', 'setup.being-tested',
  // new versions of the program: where they come from, what is wrong with a bundle, how putting it in place ended
  'update.unmanaged', 'update.nothing-found', 'update.unreachable', 'update.portal', 'update.refused', 'update.overloaded', 'update.gone', 'update.no-room', 'update.disk', 'update.backup-failed',
  'update.malformed', 'update.unknown-key', 'update.bad-signature', 'update.other-machine', 'update.replayed', 'update.older', 'update.step-too-large', 'update.store-too-old', 'update.too-early', 'update.expired', 'update.cut', 'update.wrong-hash',
  'update.failed-to-install', 'update.not-closed', 'update.too-late', 'update.bundle-gone', 'update.bundle-refused', 'update.no-way-back', 'update.crashed', 'update.late', 'update.worse', 'update.state-lost',
  'update.not-started', 'update.not-returned', 'update.unreadable', 'update.installing', 'update.keeper-silent',
  // signing with a token
  'token.no-module', 'token.training', 'token.absent', 'token.removed', 'token.wrong-pin', 'token.last-try', 'token.pin-locked', 'token.pin-expired', 'token.no-certificate', 'token.certificate-unfit', 'token.no-key', 'token.key-unknown', 'token.failed',
  'signing.busy', 'signing.incomplete', 'signing.too-long', 'signing.unsignable',
  // the city, as seen from here
  'page.damaged', 'page.undrawable', 'page.purged',
  'city.unreachable', 'city.captive-portal', 'city.refused', 'city.overloaded', 'city.version', 'city.gap', 'city.fork', 'city.internal', 'city.unconfigured', 'city.clock', 'city.certificate', 'city.superseded', 'city.quarantined', 'city.update-needed', 'city.history',
] as const;

/** One of the closed list. */
export type ErrorCode = (typeof ERROR_CODES)[number];
/** Has a name of its own, so that the types of the commands need not spell out the list wherever it stands in them: they would grow beyond what the compiler writes down. */
export interface ErrorCodeSchema extends z.ZodType<ErrorCode, ErrorCode> {}
export const errorCodeSchema: ErrorCodeSchema = z.enum(ERROR_CODES);
/** Values for the sentence of a refusal; never personal data. */
export type ErrorParams = Readonly<Record<string, string | number | boolean>>;

/** A refusal that a person can act on. Everything else that is thrown is a bug and crosses as 'internal'. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
