// What the admin window knows and can do; its sections are dumb and take these two.

import type { BusinessDay, PrintJobId } from '../../../shared/base/ids.ts';
import type { Health, Outbox, PrintJobView } from '../../../shared/contract/admin.ts';
import type { Backup, StoreHistory } from '../../../shared/contract/care.ts';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import type { Caller, Failure } from '../../../shared/contract/command.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import type { Point } from '../../../shared/contract/point.ts';
import type { UpdateState } from '../../../shared/contract/update.ts';
import type { Right } from '../../../shared/domain/staff/rights.ts';
import type { Connection } from '../../client/client.ts';
import type { IntentTable } from '../../client/intents.ts';
import type { Remembered } from '../../client/remembered.ts';
import type { DossierActions, DossierModel } from '../../parts/dossier/dossier-core.ts';
import type { CareActions, CareModel } from '../../parts/care/care-core.ts';

/** What the head of the point looks at; the rest is for those who look after the machines. */
export const HEAD_TABS = ['today', 'index', 'money', 'reports', 'feedback'] as const;
export const ADMIN_TABS = [...HEAD_TABS, 'health', 'setup', 'outbox', 'prints', 'dossiers', 'results', 'post', 'calendar', 'catalogue', 'templates', 'data', 'updates', 'staff', 'training', 'access'] as const;
export type AdminTab = (typeof ADMIN_TABS)[number];

/** Whose section it is: with one of these rights it is shown. */
export const TAB_RIGHTS: Readonly<Record<AdminTab, readonly Right[]>> = {
  today: ['lead'], index: ['lead'], money: ['lead'], reports: ['lead'], feedback: ['lead'], health: ['technical'], setup: ['technical'], outbox: ['technical'], prints: ['technical', 'dossiers'], dossiers: ['dossiers'], results: ['dossiers'], post: ['post', 'dossiers'],
  calendar: ['lead'], catalogue: ['lead', 'technical'], templates: ['lead'], data: ['technical'], updates: ['technical'], access: ['lead'], staff: ['accounts'], training: ['desk', 'lead', 'technical'],
};

export interface AccessDays {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

export interface AdminModel {
  readonly point: Point;
  readonly tab: AdminTab;
  readonly health: Remembered<Health>;
  readonly outbox: Remembered<Outbox>;
  readonly prints: Remembered<readonly PrintJobView[]>;
  readonly dossiers: Remembered<readonly Dossier[]>;
  /** What was found by a code, a name or a number, or is being looked for; null before anybody asked. */
  readonly found: { readonly kind: 'asking'; readonly code: string } | { readonly kind: 'found'; readonly code: string; readonly dossiers: readonly Dossier[]; readonly more: number } | { readonly kind: 'failed'; readonly code: string; readonly failure: Failure } | null;
  readonly backups: Remembered<readonly Backup[]>;
  readonly history: Remembered<StoreHistory>;
  readonly numbers: Remembered<CommandOutput<'numbers.read'>>;
  /** The screens of this machine that stand in front of citizens, and how they were tried. */
  readonly selfTests: Remembered<CommandOutput<'self-test.list'>>;
  readonly access: Remembered<CommandOutput<'access.list'>>;
  /** The days that the access log is shown of. */
  readonly accessDays: AccessDays;
  /** Name of the file that the access log was saved in last; null before. */
  readonly exported: string | null;
  /** What 'store.rebuild' answered last; null before it was asked. */
  readonly rebuilt: CommandOutput<'store.rebuild'> | null;
  readonly updates: Remembered<UpdateState>;
  /** What is asked of updates and not answered yet, or why it was refused. */
  readonly updateAsk: { readonly asked: 'line' | 'usb' | 'install' | 'postpone' | null; readonly failure: Failure | null };
  readonly intents: IntentTable;
  /** What wants a person: of all counters. */
  readonly care: CareModel;
  /** The dossier in front, if any. */
  readonly dossier: DossierModel;
  /** 'sync.now' or 'sync.read-again' as it stands: asked and not answered, or why it could not be asked. */
  readonly syncNow: { readonly asked: boolean; readonly failure: Failure | null };
  readonly connection: Connection;
  /** Epoch ms by the station's clock. */
  readonly now: number;
}

export interface AdminActions {
  choose(tab: AdminTab): void;
  /** Reads the section's answer again. */
  refresh(tab: AdminTab): void;
  readonly care: CareActions;
  readonly dossier: DossierActions;
  /** Looks for a dossier by a code on its paper. */
  find(code: string): void;
  syncNow(): void;
  /** After the city was restored: its feed from the beginning. */
  readAgain(): void;
  showAccess(days: AccessDays): void;
  /** Saves the access log of the shown days as a file. */
  exportAccess(): void;
  /** Shows the self-test in that window. */
  beginSelfTest(target: Caller, who: string): void;
  /** Looks for versions on the line, or on sticks. */
  lookForUpdates(where: 'line' | 'usb'): void;
  installUpdate(bundleId: string): void;
  postponeUpdate(bundleId: string): void;
  makeBackup(): void;
  /** Makes the projections anew out of the log. */
  rebuild(): void;
  retryPrint(printJobId: PrintJobId): void;
  markPrint(printJobId: PrintJobId): void;
}

export interface AdminProps {
  readonly model: AdminModel;
  readonly act: AdminActions;
}
