// The book of dossiers as a PDF by the form's own template, A4 lying.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { Book } from '../../../../shared/contract/report.ts';
import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import { paddedTimeOf } from '../../../../shared/domain/time/business-day.ts';
import { ALL_DOSSIERS } from '../../store/accesses.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { pointValues } from '../form/point-values.ts';
import { formPaper } from '../form/queue-form.ts';
import { heldPdf, pieceOf } from './pdf-pieces.ts';
import { makeBook } from './read-book.ts';

export const bookPdf: Handler<'report.book-pdf'> = async (context, { from, to, at, fetchId: asked }, caller) => {
  const name = `so-theo-doi-mau-06_${from}_${to}.pdf`;
  if (asked !== null) return { ...pieceOf(context, { name, fetchId: asked, pdf: heldPdf(context, asked), at }), faults: [] };
  context.database.write((store) => noteAccess(store, context, caller, ALL_DOSSIERS, 'export'));
  const fetchId = context.clock.uuid();
  const book = await makeBook(context, from, to);
  if (book.faults.length > 0) return { name, fetchId, bytes: 0, base64: '', faults: book.faults };
  const paper = context.database.read((store) => formPaper(context, store, { form: 'book', values: bookValues(context, book), label: `${from} – ${to}`, copyNumber: 1 }));
  const { pdf } = await context.forms.pdf(paper);
  return { ...pieceOf(context, { name, fetchId, pdf, at }), faults: [] };
};

function bookValues(context: CommandContext, { from, to, asOf, lines, foot }: Book): FormValues {
  return {
    texts: {
      ...pointValues(context, asOf, { officerName: context.acting?.officer?.name ?? '', counter: '' }), 'từ ngày': dayText(from), 'đến ngày': dayText(to), 'tổng số hồ sơ': String(foot.dossiers), 'tổng số bộ': String(foot.sets), 'đã trả': String(foot.returned), 'chưa trả': String(foot.notReturned), 'không rõ ngày': String(foot.endUnknown),
    },
    lists: {
      'hồ sơ': lines.map((line) => ({
        tt: String(line.number), 'mã hồ sơ': line.code, 'tên thủ tục': line.procedureName, 'số bộ': String(line.sets), 'người nộp': line.applicant, 'địa chỉ và điện thoại': line.addressAndPhone, 'cơ quan giải quyết': line.authority, 'ngày nhận': momentText(line.receivedAt),
        'hẹn trả': momentText(line.dueAt), 'ngày trả': momentText(line.returnedAt), 'phương thức nhận kết quả': line.manner, 'ghi chú': line.note,
      })),
    },
  };
}

function dayText(day: string): string {
  return day.split('-').reverse().join('/');
}

function momentText(at: EpochMs | null): string {
  if (at === null) return '';
  const { hour, minute, day, month, year } = paddedTimeOf(at);
  return `${hour}:${minute} ${day}/${month}/${year}`;
}
