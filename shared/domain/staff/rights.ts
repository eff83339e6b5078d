// Who may do what: the roles of officers, the rights of each, and the right that every command of a counter's or the administration's window needs.

/** Officers by their work; 'post' is whoever the post office has sent to the point. The youth teams have no account: they help at the kiosk, and see nobody's papers. */
export const STAFF_ROLES = ['head', 'receiving', 'returning', 'technician', 'post'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** 'desk': call people and take money · 'intake': take papers in · 'dossiers': look at and change dossiers · 'lead': figures, the cash desk's day, petitions, the access log, calendar and templates · 'technical': devices, copies, versions · 'accounts': the officers themselves · 'post': what goes by post. */
export type Right = 'desk' | 'intake' | 'dossiers' | 'lead' | 'technical' | 'accounts' | 'post';

const RIGHTS: Readonly<Record<StaffRole, readonly Right[]>> = {
  head: ['desk', 'intake', 'dossiers', 'lead', 'technical', 'accounts'],
  receiving: ['desk', 'intake', 'dossiers'],
  returning: ['desk', 'dossiers'],
  technician: ['technical'],
  post: ['post'],
};

/** All that a role may do. */
export function rightsOf(role: StaffRole): readonly Right[] {
  return RIGHTS[role];
}

/** 'open': without anybody signed in · 'anyone': whoever is signed in · else one of these rights. */
export type Need = 'open' | 'anyone' | readonly Right[];

/** Where the need is not the same in both windows, the one of the administration's. */
const IN_ADMIN: Readonly<Record<string, Need>> = { 'payment.confirm': ['lead'], 'payment.reverse': ['lead'], 'payment.print': ['lead'] };

function all(need: Need, ...commands: readonly string[]): Readonly<Record<string, Need>> {
  return Object.fromEntries(commands.map((command) => [command, need]));
}

const NEEDS: Readonly<Record<string, Need>> = {
  // What says where the window is and lets somebody sign in; and the recovery, whose keys are its own lock.
  ...all('open', 'point.describe', 'status.read', 'window.painted', 'queue.overview', 'staff.read', 'staff.sign-in', 'staff.seen', 'staff.lock', 'staff.sign-out', 'staff.own-pin'),
  ...all('open', 'recovery.read', 'recovery.retry', 'recovery.passphrase', 'recovery.key', 'recovery.restore', 'recovery.salvage'),
  ...all('anyone', 'staff.words', 'staff.keep-words'),
  // Of everybody who works for the point: whoever comes from the post office has no use for it.
  ...all(['desk', 'lead', 'technical'], 'training.read', 'training.begin', 'training.end', 'training.afresh', 'procedure.search', 'procedure.read', 'take-home.read', 'take-home.print', 'take-home.printed', 'catalogue.read', 'print.list', 'print.retry', 'print.mark', 'sync.now', 'dead-letter.list'),
  ...all(['desk'], 'catalogue.seen', 'desk.read', 'queue.next', 'ticket.issue', 'ticket.read', 'ticket.call', 'ticket.recall', 'ticket.skip', 'ticket.restore', 'ticket.check-priority', 'ticket.hold', 'ticket.transfer', 'ticket.finish'),
  ...all(['desk'], 'counter.pause', 'counter.resume', 'visit.read', 'fee.read', 'payment.cash', 'payment.ask', 'payment.take-owed', 'payment.confirm', 'payment.reverse', 'payment.print', 'drawer.read', 'drawer.count', 'petition.receive', 'petition.clocks'),
  ...all(['intake'], 'visit.set-person', 'visit.choose-procedure', 'visit.check-paper', 'visit.keep-typing', 'visit.set-channel', 'visit.choose-case', 'visit.set-behalf', 'visit.set-delivery', 'visit.add-outside-paper', 'visit.drop-outside-paper'),
  ...all(['intake'], 'visit.earlier', 'visit.reuse-paper', 'visit.scan', 'visit.cancel-scan', 'visit.move-page', 'visit.remove-page', 'scanner.read', 'scanner.choose', 'page.image', 'page.piece', 'cover.printers', 'cover.print', 'fee.save', 'dossier.open'),
  ...all(['dossiers'], 'dossier.read', 'dossier.document', 'dossier.pages', 'dossier.page-image', 'dossier.move-page', 'dossier.move', 'dossier.correct', 'dossier.void', 'dossier.note', 'dossier.list', 'dossier.find', 'dossier.look-up', 'receipt.print'),
  ...all(['dossiers'], 'dossier.at-city', 'dossier.send-again', 'dossier.due-lists', 'dossier.offer-date', 'dossier.apologise', 'dossier.offer-supplement', 'dossier.move-supplement-day'),
  ...all(['desk', 'intake', 'dossiers'], 'reader.work-for'),
  ...all(['dossiers'], 'form.offer', 'form.preview', 'form.pdf', 'form.print', 'notice.list', 'notice.settle', 'dead-letter.read', 'dead-letter.resend', 'dead-letter.withdraw'),
  ...all(['dossiers'], 'signing.read', 'signing.tokens', 'signing.begin', 'signing.state', 'signing.verify', 'signing.scan-result'),
  ...all(['intake'], 'visit.offer-turn-away', 'visit.preview-turn-away', 'visit.turn-away'),
  ...all(['post', 'dossiers'], 'post.lists', 'post.read', 'post.send', 'post.deliver', 'post.preview', 'post.print'),
  ...all(['dossiers'], 'turn-away.list', 'turn-away.print', 'handover.read', 'handover.make', 'handover.receive', 'handover.preview', 'handover.print', 'result.lists', 'result.arrive', 'result.call', 'result.find', 'result.read', 'result.return', 'result.sign'),
  ...all(['lead'], 'head.today', 'head.forecast', 'index.read', 'index.enter-reading', 'index.strike-reading', 'report.read', 'report.pdf', 'report.book', 'report.book-pdf', 'report.outside-papers', 'rating.list', 'opinion.enter', 'opinion.strike', 'opinion.list', 'petition.list', 'petition.contact', 'petition.move', 'helper.list'),
  ...all(['lead'], 'payday.read', 'payday.close', 'payment.settle-bank', 'fee.let-off', 'access.list', 'access.export', 'dossier.erase', 'holidays.read', 'holidays.set', 'holidays.reset'),
  ...all(['lead'], 'template.list', 'template.read', 'template.check', 'template.preview', 'template.set', 'template.reset'),
  ...all(['technical'], 'health.read', 'outbox.read', 'sync.read-again', 'numbers.read', 'backup.list', 'backup.make', 'store.history', 'store.rebuild', 'key.set-passphrase', 'printer.read', 'printer.new-roll', 'printer.clear-error'),
  ...all(['technical'], 'system-printer.list', 'system-printer.test', 'setup.read', 'setup.find', 'setup.store', 'setup.try', 'setup.end-trial', 'setup.restart', 'sound.read', 'sound.try', 'self-test.list', 'self-test.begin', 'self-test.end'),
  ...all(['technical'], 'update.read', 'update.look', 'update.install', 'update.postpone'),
  ...all(['lead', 'technical'], 'catalogue.go-back', 'catalogue.offer', 'catalogue.take'),
  ...all(['accounts'], 'staff.list', 'staff.add', 'staff.change', 'staff.set-pin'),
};

/** What a command of a counter's or the administration's window needs; null for one that stands in no row, which nobody may call where officers sign in. */
export function needOf(command: string, window: 'counter' | 'admin'): Need | null {
  if (window === 'admin' && Object.hasOwn(IN_ADMIN, command)) return IN_ADMIN[command] ?? null;
  return Object.hasOwn(NEEDS, command) ? (NEEDS[command] ?? null) : null;
}

/** Whether an officer of this role may; null is nobody signed in. */
export function isAllowed(need: Need | null, role: StaffRole | null): boolean {
  if (need === 'open') return true;
  if (role === null || need === null) return false;
  return need === 'anyone' || need.some((right) => RIGHTS[role].includes(right));
}
