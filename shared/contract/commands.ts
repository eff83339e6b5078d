// The contract: every command that a window may call. It is the allow-list of IPC and sockets and the type of the client.

import type { z } from 'zod';
import { adminCommands } from './admin.ts';
import { systemPrinterCommands } from './system-printer.ts';
import { accessCommands, backupCommands, deadLetterCommands, historyCommands, noticeCommands, numberCommands, rebuildCommands } from './care.ts';
import { catalogueCommands } from './catalogue.ts';
import { coverCommands } from './cover.ts';
import { displayCommands } from './display.ts';
import { dossierCityCommands } from './dossier-city.ts';
import { dossierCommands } from './dossier.ts';
import { dossierLifeCommands, erasureCommands } from './dossier-life.ts';
import { dueCareCommands } from './due-care.ts';
import { formCommands } from './form.ts';
import { handoverCommands } from './handover.ts';
import { headCommands } from './head.ts';
import { helperCommands, petitionCommands, ratingCommands } from './feedback.ts';
import { holidayCommands } from './holidays.ts';
import { hostCommands } from './host.ts';
import { keptWordsCommands } from './kept-words.ts';
import { payDayCommands } from './payment-day.ts';
import { paymentCommands } from './payment.ts';
import { indexCommands } from './index766.ts';
import { opinionCommands } from './opinion.ts';
import { pointCommands } from './point.ts';
import { printerCommands } from './printer.ts';
import { procedureCommands } from './procedure.ts';
import { queueCommands } from './queue.ts';
import { reportCommands } from './report.ts';
import { postCommands } from './post.ts';
import { resultCommands } from './result.ts';
import { recoveryCommands } from './recovery.ts';
import { selfTestCommands } from './self-test.ts';
import { setupCommands } from './setup.ts';
import { signingCommands } from './signing.ts';
import { soundCommands } from './sound.ts';
import { staffCommands } from './staff.ts';
import { takeHomeCommands } from './take-home.ts';
import { templateCommands } from './template.ts';
import { trainingCommands } from './training.ts';
import { turnAwayCommands } from './turn-away.ts';
import { updateCommands } from './update.ts';
import { visitCommands } from './visit.ts';

export const commands = {
  ...pointCommands, ...queueCommands, ...visitCommands, ...turnAwayCommands, ...coverCommands, ...procedureCommands, ...takeHomeCommands, ...catalogueCommands, ...dossierCommands, ...dossierLifeCommands, ...dossierCityCommands, ...dueCareCommands, ...displayCommands, ...adminCommands, ...systemPrinterCommands, ...printerCommands, ...backupCommands,
  ...numberCommands, ...recoveryCommands, ...deadLetterCommands, ...noticeCommands, ...historyCommands, ...rebuildCommands, ...accessCommands, ...erasureCommands, ...selfTestCommands, ...updateCommands, ...soundCommands, ...setupCommands, ...holidayCommands, ...reportCommands, ...headCommands, ...indexCommands, ...ratingCommands, ...petitionCommands, ...opinionCommands, ...helperCommands,
  ...paymentCommands, ...payDayCommands, ...formCommands, ...templateCommands, ...handoverCommands, ...resultCommands, ...postCommands, ...trainingCommands, ...staffCommands, ...keptWordsCommands, ...signingCommands,
};

/** What the station answers and what the host of the window answers itself: all that a page may call. */
export const windowCommands = { ...commands, ...hostCommands };

export type CommandName = keyof typeof commands;
/** What a caller gives. */
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** What a command gets, parsed. */
export type ParsedInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;

export type CallName = keyof typeof windowCommands;
export type CallInput<Name extends CallName> = z.input<(typeof windowCommands)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof windowCommands)[Name]['output']>;
