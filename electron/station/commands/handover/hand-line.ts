// A dossier as lists of papers that change hands show it.

import type { Caller } from '../../../../shared/contract/command.ts';
import type { CoverPrinters } from '../../../../shared/contract/cover.ts';
import type { HandLine } from '../../../../shared/contract/handover.ts';
import { maskName } from '../../../../shared/domain/text/mask-name.ts';
import { coverPrinter, formPrinter } from '../../store/cover-printers.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { CommandContext } from '../context.ts';
import { systemPrintersOf } from '../form/printers-of.ts';

export function handLine(row: DossierRow): HandLine {
  const { dossierId, officialCode, provisionalCode, procedureCode, procedureName, applicantName, status, receivedAt, dueAt, lag } = row;
  return { dossierId, code: officialCode ?? provisionalCode, isProvisional: officialCode === null, procedureCode, procedureName, applicantName: maskName(applicantName), status, receivedAt, dueAt, lag };
}

/** The printers of this machine, with the one that the counter printed forms on last. */
export async function printersHere(context: CommandContext, caller: Caller): Promise<CoverPrinters> {
  const chosen = context.database.read((store) => ('counterId' in caller ? (formPrinter(store, caller.counterId) ?? coverPrinter(store, caller.counterId)) : null));
  return { roll: context.forms.hasRoll, ...(await systemPrintersOf(context.forms)), chosen };
}
