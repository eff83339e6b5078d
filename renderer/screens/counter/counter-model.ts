// Everything that the counter window draws from, and everything its person can do: the parts below are dumb and take these two.

import type { CounterId, DossierId, EpochMs, PageId, ProcedureCode, TicketId } from '../../../shared/base/ids.ts';
import type { PrintJobView } from '../../../shared/contract/admin.ts';
import type { DeadLetter, Notice } from '../../../shared/contract/care.ts';
import type { CoverPrinter, CoverPrinters } from '../../../shared/contract/cover.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import type { CatalogueView } from '../../../shared/contract/catalogue.ts';
import type { DueLists } from '../../../shared/contract/due-care.ts';
import type { Point, Status } from '../../../shared/contract/point.ts';
import type { Desk } from '../../../shared/contract/queue.ts';
import type { Intake } from '../../../shared/contract/intake.ts';
import type { CommandInput } from '../../../shared/contract/commands.ts';
import type { CounterScanner, ScanChoice, Visit } from '../../../shared/contract/visit.ts';
import type { Connection } from '../../client/client.ts';
import type { IntentTable } from '../../client/intents.ts';
import type { Remembered } from '../../client/remembered.ts';
import { lettersOf, noticesOf } from '../../parts/care/care-core.ts';
import type { DossierActions, DossierModel } from '../../parts/dossier/dossier-core.ts';
import type { CareActions, CareModel } from '../../parts/care/care-core.ts';
import type { FeeView } from '../../../shared/contract/payment.ts';
import type { PayDay } from '../../../shared/contract/payment-day.ts';
import type { FeeActions } from './fee/fee-actions.ts';
import type { CounterDialog, CounterUi, Counts, EarlierLook, StepNumber } from './counter-ui.ts';
import type { DeskAction } from './desk/why-not.ts';
import type { PersonDraft } from './person/person-draft.ts';
import type { PageImages } from './papers/page-images.ts';
import type { ProcedureFinder } from './procedure/procedure-finder.ts';

export interface CounterModel {
  readonly point: Point;
  readonly counterId: CounterId;
  readonly desk: Remembered<Desk>;
  readonly visit: Remembered<Visit | null>;
  readonly dossiers: Remembered<readonly Dossier[]>;
  readonly prints: Remembered<readonly PrintJobView[]>;
  readonly status: Remembered<Status>;
  readonly scanner: Remembered<CounterScanner>;
  /** Read when the dialog of cover sheets opens. */
  readonly coverPrinters: Remembered<CoverPrinters>;
  readonly fee: Remembered<FeeView | null>;
  /** Read when the dialog of the drawer opens. */
  readonly drawer: Remembered<PayDay>;
  readonly due: Remembered<DueLists>;
  /** With what this officer has not seen of it. */
  readonly catalogue: Remembered<CatalogueView>;
  readonly intents: IntentTable;
  /** What wants a person, of every counter; this one shows its own. */
  readonly care: CareModel;
  /** The dossier in front, if any. */
  readonly dossier: DossierModel;
  readonly ui: CounterUi;
  readonly connection: Connection;
  /** Epoch ms by the station's clock. */
  readonly now: number;
}

/** What the officer can do. Each tells the station once; what comes of it shows in the model. */
export interface CounterActions {
  desk(action: DeskAction): void;
  call(ticketId: TicketId): void;
  restore(ticketId: TicketId): void;
  hold(reason: string): void;
  /** The officer has looked at the priority of who is here; taking it away needs a reason. */
  checkPriority(outcome: CommandInput<'ticket.check-priority'>['outcome'], reason: string): void;
  transfer(to: Pick<CommandInput<'ticket.transfer'>, 'toField' | 'toCounter'>): void;
  pause(reason: CommandInput<'counter.pause'>['reason']): void;
  /** Ends or skips the turn although something was entered. */
  abandon(action: 'finish' | 'skip'): void;
  /** Runs what has failed under `key` again, under its own request id. */
  retry(key: string): void;
  openDialog(dialog: CounterDialog | null): void;
  showList(list: CounterUi['list']): void;
  dismissReaderNote(): void;
  openStep(step: StepNumber | null): void;
  /** Begins, changes (draft) or drops (null) the typing of a person. */
  edit(draft: PersonDraft | null): void;
  /** A card was read in the middle of typing, and the typed words stay. */
  keepTyping(): void;
  /** Saves a typed person and goes on. */
  savePerson(person: NonNullable<Visit['person']>): void;
  setPhone(phone: string): void;
  /** The officer has compared card and person: save the phone number where it is new, and go on. */
  agree(): void;
  chooseProcedure(code: ProcedureCode): void;
  changeProcedure(changing: boolean): void;
  focusPaper(paperId: string): void;
  setCounts(paperId: string, counts: Counts): void;
  scan(paperId: string, source: 'feeder' | 'glass'): void;
  /** How this counter scans from the next scan on. */
  chooseScan(choice: ScanChoice): void;
  stopScan(): void;
  removePage(pageId: PageId): void;
  /** Puts a page to another paper; what was taken for a cover sheet becomes a page with it. */
  movePage(pageId: PageId, paperId: string): void;
  /** Opens the dialog of cover sheets and looks for printers anew. */
  openCovers(): void;
  printCovers(paperIds: readonly string[], printer: CoverPrinter): void;
  /** Words in a field of a form that is not saved yet. */
  type(field: string, words: string): void;
  setChannel(channel: Intake['channel']): void;
  chooseCase(caseName: string): void;
  /** Null: for oneself. */
  setBehalf(behalf: Intake['behalf']): void;
  /** Null: fetched here. */
  setDelivery(delivery: Intake['delivery']): void;
  addOutsidePaper(name: string, reason: string): void;
  dropOutsidePaper(paperId: string): void;
  /** Looks into the person's earlier dossiers for a purpose, which is noted. */
  lookAtEarlier(purpose: EarlierLook['purpose']): void;
  /** Takes values of an earlier dossier into the person. */
  takeEarlier(fields: Partial<NonNullable<Visit['person']>>): void;
  reusePaper(paperId: string, fromDossier: DossierId, fromPaper: string): void;
  receive(): void;
  printReceipt(dossier: Dossier): void;
  retryPrint(printJobId: PrintJobView['printJobId']): void;
  markPrint(printJobId: PrintJobView['printJobId']): void;
  syncNow(): void;
  /** Ends the open visit with form 02 or 03; without a printer the paper is printed later. */
  turnAway(asked: Omit<CommandInput<'visit.turn-away'>, 'requestId' | 'printer'>, printer: CoverPrinter | null): void;
  /** Opens a dossier that the search found by a text; leaving it leads back. */
  openFound(dossierId: DossierId, text: string): void;
  /** Opens the lists of what is due and overdue, read anew. */
  openDue(): void;
  /** The officer has looked at what is new in the catalogue that holds since then. */
  catalogueSeen(since: EpochMs): void;
  readonly fee: FeeActions;
  readonly care: CareActions;
  readonly dossier: DossierActions;
}

/** Props of every part of the counter. */
export interface CounterProps {
  readonly model: CounterModel;
  readonly act: CounterActions;
  readonly finder: ProcedureFinder;
  readonly images: PageImages;
}

/** What wants this counter's officer. */
export function careOf({ care, counterId, dossiers }: Pick<CounterModel, 'care' | 'counterId' | 'dossiers'>): { readonly letters: readonly DeadLetter[]; readonly notices: readonly Notice[] } {
  const today = known(dossiers) ?? [];
  return { letters: lettersOf(care, counterId), notices: noticesOf(care, counterId, (dossierId) => today.find((dossier) => dossier.dossierId === dossierId)?.counterId ?? null) };
}

/** The answer itself, fresh or stale; null before the first. */
export function known<Value>(remembered: Remembered<Value>): Value | null {
  return remembered.kind === 'known' ? remembered.value : null;
}

/** The dossier that came of the visit at the counter; null before, or until the list has it. */
export function dossierOfVisit({ visit, dossiers }: Pick<CounterModel, 'visit' | 'dossiers'>): Dossier | null {
  const dossierId = known(visit)?.dossierId ?? null;
  return dossierId === null ? null : ((known(dossiers) ?? []).find((dossier) => dossier.dossierId === dossierId) ?? null);
}
