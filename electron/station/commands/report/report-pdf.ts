// The periodic report (form II.06a) as a PDF by its own template, A4 lying. One whose sums do not close is not drawn.

import type { Report, ReportCounts, ReportShare } from '../../../../shared/contract/report.ts';
import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import { dayText, momentText } from '../../../../shared/domain/paper/form-words.ts';
import { startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { CommandContext, Handler } from '../context.ts';
import { pointValues } from '../form/point-values.ts';
import { formPaper } from '../form/queue-form.ts';
import { makeReport } from './make-report.ts';
import { heldPdf, pieceOf } from './pdf-pieces.ts';

export const reportPdf: Handler<'report.pdf'> = async (context, { from, to, at, fetchId: asked }) => {
  const name = `II.06a_${from}_${to}.pdf`;
  if (asked !== null) return { ...pieceOf(context, { name, fetchId: asked, pdf: heldPdf(context, asked), at }), faults: [] };
  const fetchId = context.clock.uuid();
  const report = await makeReport(context, from, to);
  if (report.faults.length > 0) return { name, fetchId, bytes: 0, base64: '', faults: report.faults };
  const paper = context.database.read((store) => formPaper(context, store, { form: 'report', values: reportValues(context, report), label: `${from} – ${to}`, copyNumber: 1 }));
  const { pdf } = await context.forms.pdf(paper);
  return { ...pieceOf(context, { name, fetchId, pdf, at }), faults: [] };
};

/** The counts of a line by the template's names. */
function countsText(counts: ReportCounts): Readonly<Record<string, string>> {
  return {
    'tiếp nhận': String(counts.received), 'trực tuyến': String(counts.receivedOnline), 'trực tiếp': String(counts.receivedDirect), 'kỳ trước': String(counts.carriedOver),
    'đã giải quyết': String(counts.done), 'trước hạn': String(counts.doneEarly), 'đúng hạn': String(counts.doneInTime), 'quá hạn': String(counts.doneLate),
    'đang giải quyết': String(counts.open), 'trong hạn': String(counts.openInTime), 'đang quá hạn': String(counts.openLate),
  };
}

/** '3825/4323 (88,48%)'; a dash where there is nothing to divide by. */
function shareText({ part, whole, share }: ReportShare): string {
  return share === null ? '–' : `${part}/${whole} (${String(share).replace('.', ',')}%)`;
}

function reportValues(context: CommandContext, { station, from, to, asOf, rows, total, told, unknownEnds }: Report): FormValues {
  const { words } = context.forms;
  return {
    texts: {
      ...pointValues(context, asOf, { officerName: context.acting?.officer?.name ?? '', counter: '' }), 'từ ngày': dayText(startOfDay(from)), 'đến ngày': dayText(startOfDay(to)), 'máy trạm': station, 'tính đến lúc': momentText(words, asOf),
      'tổng tiếp nhận': String(total.received), 'tổng đã giải quyết': String(total.done), 'tổng đang giải quyết': String(total.open), 'không rõ ngày': unknownEnds === 0 ? '' : String(unknownEnds),
      'tỷ lệ trực tuyến': shareText(told.online), 'tỷ lệ giải quyết': shareText(told.done), 'tỷ lệ đúng hạn': shareText(told.inTime), 'tỷ lệ chuyển khoản': shareText(told.transfer),
      'tỷ lệ số hóa': shareText(told.digitised), 'tỷ lệ hài lòng': shareText(told.content),
    },
    lists: {
      'lĩnh vực': [
        ...rows.map(({ sector, counts }, index) => ({ tt: String(index + 1), 'tên lĩnh vực': sector, ...countsText(counts) })),
        { tt: '', 'tên lĩnh vực': words['paper.form.total'], ...countsText(total) },
      ],
    },
  };
}
