// Who decides on a dossier, and when the result must be back at the desk.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import { dueBackOf } from '../../../../shared/domain/due-date/due-back.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { calendarInForce } from '../../store/holidays.ts';
import type { CommandContext } from '../context.ts';

/** As a member of the opening: what the point has set for the procedure, else for its field, else what the catalogue says. None where the unit decides, or nobody says. */
export function authorityFor({ point }: Pick<CommandContext, 'point'>, { code, field, authority }: Pick<Procedure, 'code' | 'field' | 'authority'>): { readonly authority?: string } {
  const { fields, procedures } = point.deciding;
  const name = procedures.find(({ procedureCode }) => procedureCode === code)?.name ?? fields.find((each) => each.field === field)?.name ?? authority;
  return name === undefined || name === point.unit.name ? {} : { authority: name };
}

/** Who decides, by the opening: the unit where it says nobody else. */
export function authorityOf({ point }: Pick<CommandContext, 'point'>, opened: Pick<LogEventBody<'dossier.opened'>, 'authority'> | null): string {
  return opened?.authority ?? point.unit.name;
}

/** When the result of each of many dossiers must be back, by the calendar as it is now; null where nothing is promised. */
export function whenBack({ point, forms }: Pick<CommandContext, 'point' | 'forms'>, store: Readable): (row: Pick<DossierRow, 'receivedAt' | 'dueAt'>) => EpochMs | null {
  const hours = officeHoursOf(point.officeHours);
  const calendar = calendarInForce(store, forms.holidays);
  return ({ receivedAt, dueAt }) => (dueAt === null ? null : dueBackOf({ receivedAt, dueAt }, point.deciding.backHours * 60, hours, calendar));
}
