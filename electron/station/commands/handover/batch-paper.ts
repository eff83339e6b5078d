// Papers about several dossiers at once: a hand-over list, and what went to the post on a day.

import type { BusinessDay, DossierId, EpochMs } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { FormValues, PaperForm } from '../../../../shared/domain/paper/form.ts';
import { dayText, momentText } from '../../../../shared/domain/paper/form-words.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { dossiersOfIds, openingOf, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { handoverById, itemsOf, listName, type HandoverRow } from '../../store/handovers.ts';
import { postedBetween } from '../../store/results.ts';
import type { CommandContext } from '../context.ts';
import { whenBack } from '../dossier/authority.ts';
import { applicantOf } from '../dossier/dossier-detail.ts';
import { pointValues } from '../form/point-values.ts';

/** A paper ready for the template; `label` is what a person calls it, without a name. */
export interface Batch {
  readonly form: PaperForm;
  readonly values: FormValues;
  readonly label: string;
  /** Names every dossier on it, so that a person who is forgotten is not printed later. */
  readonly ofId: string;
  readonly dossierIds: readonly DossierId[];
}

/** Refuses 'handover.unknown'. */
export function listBatch(context: CommandContext, store: Readable, listId: string): Batch {
  const list = handoverById(store, listId);
  if (list === null) throw new Refusal('handover.unknown');
  return batchOf(context, store, list);
}

/** By what a print of a list is known. */
export function listPrintOf(listId: string, ids: readonly DossierId[]): string {
  return `${ids.join(',')}/handover/${listId}`;
}

/** By what a print of the day's list for the post is known. */
export function postPrintOf(day: BusinessDay, ids: readonly DossierId[]): string {
  return `${ids.join(',')}/post/${day}`;
}

function batchOf(context: CommandContext, store: Readable, list: HandoverRow): Batch {
  const ids = itemsOf(store, list.listId).map(({ dossierId }) => dossierId);
  const { words } = context.forms;
  const back = whenBack(context, store);
  const backText = (at: EpochMs | null): string => (at === null ? '' : momentText(words, at));
  return {
    form: 'handover', label: listName(list), dossierIds: ids, ofId: listPrintOf(list.listId, ids),
    values: {
      texts: {
        ...unitTexts(context), 'số phiếu': listName(list), 'bên giao': context.point.unit.name, 'bên nhận': list.unit, 'người giao': list.madeBy, 'người nhận': list.receivedBy ?? list.toName, 'bàn giao lúc': momentText(words, list.madeAt), 'số hồ sơ': String(ids.length),
      },
      lists: {
        'hồ sơ': dossiersOfIds(store, ids).map((row, index) => ({
          tt: String(index + 1), 'mã hồ sơ': row.officialCode ?? row.provisionalCode, 'chủ hồ sơ': ownerName(store, row), 'tên thủ tục': row.procedureName, 'ngày nhận': dayText(row.receivedAt),
          'hẹn trả': row.dueAt === null ? '' : dayText(row.dueAt), 'hạn trả về trung tâm': backText(back(row)), 'ghi chú': '',
        })),
      },
    },
  };
}

/** What went to the post on that day. Refuses 'handover.nothing'. */
export function postBatch(context: CommandContext, store: Readable, day: BusinessDay): Batch {
  const posted = postedBetween(store, startOfDay(day), startOfDay(addDays(day, 1)));
  const last = posted.at(-1)?.returnedAt ?? null;
  if (last === null) throw new Refusal('handover.nothing');
  const ids = posted.map(({ dossierId }) => dossierId);
  const trackings = new Map(posted.map(({ dossierId, tracking }) => [dossierId, tracking]));
  const { words } = context.forms;
  return {
    form: 'result-list', label: day, dossierIds: ids, ofId: postPrintOf(day, ids),
    values: {
      texts: { ...unitTexts(context), 'bên giao': context.point.unit.name, 'bên nhận': words['paper.form.post-office'], 'bàn giao lúc': momentText(words, last), 'số hồ sơ': String(ids.length) },
      lists: {
        'hồ sơ': dossiersOfIds(store, ids).map((row, index) => ({
          tt: String(index + 1), 'mã hồ sơ': row.officialCode ?? row.provisionalCode, 'chủ hồ sơ': ownerName(store, row), 'tên thủ tục': row.procedureName, 'qua bưu điện': 'x', 'ghi chú': trackings.get(row.dossierId) ?? '',
        })),
      },
    },
  };
}

function unitTexts(context: CommandContext): Readonly<Record<string, string>> {
  return pointValues(context, context.clock.now(), { officerName: context.acting?.officer?.name ?? '', counter: '' });
}

/** Whose dossier it is; '' once nobody may know. */
function ownerName(store: Readable, row: DossierRow): string {
  if (row.isErased) return '';
  return openingOf(store, row.dossierId)?.intake?.behalf?.owner.fullName ?? applicantOf(store, row).fullName ?? '';
}
