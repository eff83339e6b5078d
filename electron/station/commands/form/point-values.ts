// The fields of a form that are the unit's own.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { todayText } from '../../../../shared/domain/paper/form-words.ts';
import type { CommandContext } from '../context.ts';

/** What every form may name of the unit; `at` is the day that the paper bears, `desk` who makes it out where. */
export function pointValues({ point: { unit, lookUpSite }, forms }: Pick<CommandContext, 'point' | 'forms'>, at: EpochMs, desk: { readonly officerName: string; readonly counter: string }): Readonly<Record<string, string>> {
  return {
    'cơ quan chủ quản': unit.parent, 'tên đơn vị': unit.name, 'địa chỉ đơn vị': unit.address, 'điện thoại đơn vị': unit.phone, 'trang tra cứu': lookUpSite,
    'ngày lập': todayText(forms.words, at), 'cán bộ': desk.officerName, 'quầy': desk.counter,
  };
}
