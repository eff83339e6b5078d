// The contract: every command that a window may call. It is the allow-list of IPC and sockets and the type of the client.

import type { z } from 'zod';
import { adminCommands } from './admin.ts';
import { accessCommands, backupCommands, deadLetterCommands, historyCommands, noticeCommands, numberCommands, rebuildCommands } from './care.ts';
import { displayCommands } from './display.ts';
import { dossierCommands } from './dossier.ts';
import { dossierLifeCommands, erasureCommands } from './dossier-life.ts';
import { pointCommands } from './point.ts';
import { procedureCommands } from './procedure.ts';
import { queueCommands } from './queue.ts';
import { recoveryCommands } from './recovery.ts';
import { visitCommands } from './visit.ts';

export const commands = {
  ...pointCommands, ...queueCommands, ...visitCommands, ...procedureCommands, ...dossierCommands, ...dossierLifeCommands, ...displayCommands, ...adminCommands, ...backupCommands,
  ...numberCommands, ...recoveryCommands, ...deadLetterCommands, ...noticeCommands, ...historyCommands, ...rebuildCommands, ...accessCommands, ...erasureCommands,
};

export type CommandName = keyof typeof commands;
/** What a caller gives. */
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['input']>;
/** What a command gets, parsed. */
export type ParsedInput<Name extends CommandName> = z.output<(typeof commands)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof commands)[Name]['output']>;
