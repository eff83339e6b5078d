// The periodic report as a file of spreadsheets, in the form's order, with its sums as numbers that anybody can check.

import writeExcelFile from 'write-excel-file/browser';
import type { SheetData } from 'write-excel-file/browser';
import type { Report, ReportCounts } from '../../../../shared/contract/report.ts';
import { TABLE_COLUMNS } from '../../../../shared/domain/report/dossier-table.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { rateFaults, rateLines } from './report-rates.ts';

/** Widths in characters: number, field, then the eleven counts. */
const WIDTHS = [6, 34, ...TABLE_COLUMNS.map(() => 12)];

/** Rows of the sheet: title, unit, period, head, one line a field, totals, the shares, and what is not known. */
export function reportSheet(report: Report, unit: string, texts: Texts): SheetData {
  const { t } = texts;
  const counts = (own: ReportCounts, fontWeight?: 'bold'): SheetData[number] => TABLE_COLUMNS.map((column) => ({ value: own[column], type: Number, borderStyle: 'thin', ...(fontWeight === undefined ? {} : { fontWeight }) }));
  const head = (value: string): SheetData[number][number] => ({ value, fontWeight: 'bold', wrap: true, align: 'center', alignVertical: 'center', borderStyle: 'thin' });
  return [
    [{ value: t('report.title'), fontWeight: 'bold', fontSize: 14 }],
    [{ value: t('report.unit-of', { unit, station: report.station }) }],
    [{ value: t('report.period-of', { from: typedDate(report.from), to: typedDate(report.to) }) }],
    [],
    [head(t('report.number')), head(t('report.sector')), ...TABLE_COLUMNS.map((column) => head(t(`report.column.${column}`)))],
    ...report.rows.map(({ sector, counts: own }, index): SheetData[number] => [{ value: index + 1, type: Number, borderStyle: 'thin' }, { value: sector, borderStyle: 'thin' }, ...counts(own)]),
    [{ value: '', borderStyle: 'thin' }, { value: t('report.total'), fontWeight: 'bold', borderStyle: 'thin' }, ...counts(report.total, 'bold')],
    [],
    ...[...rateFaults(report, texts), ...rateLines(report, texts)].map((words): SheetData[number] => [{ value: words }]),
    ...(report.unknownEnds === 0 ? [] : [[], [{ value: t('report.unknown-ends', { count: report.unknownEnds }) }]]),
  ];
}

/** Name of the file: of one period, one name. */
export function reportFileName({ from, to }: Report): string {
  return `II.06a_${from}_${to}.xlsx`;
}

/** The file itself. */
export async function reportFile(report: Report, unit: string, texts: Texts): Promise<Blob> {
  return await writeExcelFile(reportSheet(report, unit, texts), { sheet: 'II.06a', orientation: 'landscape', columns: WIDTHS.map((width) => ({ width })) }).toBlob();
}
