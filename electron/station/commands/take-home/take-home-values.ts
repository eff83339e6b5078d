// A procedure as a citizen takes it home from here: the catalogue's facts with the unit's place and hours, and the fields of the slip.

import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { OfficeHoursSetting } from '../../../../shared/contract/office-hours.ts';
import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import { filled, type FormWords } from '../../../../shared/domain/paper/form-words.ts';
import { casesOf, OTHER_CASE } from '../../../../shared/domain/procedure/cases.ts';
import { asOfWords, type TakeHome } from '../../../../shared/domain/procedure/take-home.ts';
import { slipLines } from '../../../../shared/domain/procedure/take-home-slip.ts';
import type { CommandContext } from '../context.ts';
import { pointValues } from '../form/point-values.ts';

/** As it holds now, at the counter. Refuses 'procedure.unknown', for a case that it does not have too. */
export function takeHomeOf({ catalogue, point, forms: { words } }: Pick<CommandContext, 'catalogue' | 'point' | 'forms'>, code: ProcedureCode, caseName: string): TakeHome & { readonly result: string } {
  const procedure = catalogue.read(code);
  if (procedure === null || (caseName !== '' && caseName !== OTHER_CASE && !casesOf(procedure.papers).includes(caseName))) throw new Refusal('procedure.unknown');
  const { name, papers, level, timeLimit, feeText, result } = procedure;
  const { unit } = point;
  return {
    code, name, papers, isElsewhere: level === 'other', caseName, time: timeLimit.text, fee: feeText, result,
    where: [unit.name, unit.address].filter((part) => part !== '').join(', '), hours: hoursWords(point.officeHours, words), asOf: catalogue.asOf(),
  };
}

/** 'thứ Hai đến thứ Sáu, 07:00–11:30, 13:30–17:00' */
export function hoursWords({ weekdays, periods }: OfficeHoursSetting, words: FormWords): string {
  const days = weekdays.toSorted((one, other) => one - other) as (1 | 2 | 3 | 4 | 5 | 6 | 7)[];
  const names = days.map((day) => words[`paper.take-home.day-${day}`]);
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const isRow = days.length > 2 && days.every((day, index) => day === (days[0] ?? 0) + index);
  return filled(words['paper.take-home.hours'], {
    days: isRow ? filled(words['paper.take-home.days'], { first, last }) : names.join(', '),
    periods: periods.map((period) => filled(words['paper.take-home.period'], period)).join(', '),
  });
}

/** Every paper with its remark; the cases stand as lines of their own above theirs. `isRoll`: for the strip of a ticket printer. */
export function slipValues(context: Pick<CommandContext, 'point' | 'forms' | 'clock'>, taken: ReturnType<typeof takeHomeOf>, desk: { readonly officerName: string; readonly counter: string; readonly isRoll: boolean }): FormValues {
  const { words } = context.forms;
  return {
    texts: {
      ...pointValues(context, context.clock.now(), desk), 'mã thủ tục': taken.code, 'tên thủ tục': taken.name, 'trường hợp': taken.caseName, 'ghi chú giấy tờ': words[taken.isElsewhere ? 'paper.take-home.elsewhere' : 'paper.take-home.papers-none'],
      'thời hạn giải quyết': taken.time === '' ? words['paper.take-home.ask'] : taken.time, 'phí, lệ phí': taken.fee === '' ? words['paper.take-home.ask'] : taken.fee, 'kết quả': taken.result,
      'nơi nộp': taken.isElsewhere ? '' : taken.where, 'giờ nhận hồ sơ': taken.hours, 'ngày danh mục': asOfWords(taken.asOf, words),
    },
    lists: { 'giấy tờ': slipLines(taken, words, desk.isRoll).map((line) => ({ ...line })) },
  };
}
