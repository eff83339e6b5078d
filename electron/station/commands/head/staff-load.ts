// The day's load by person: by whoever was signed in, and by the settings' name of the counter only for what was done while nobody was.

import type { HeadToday } from '../../../../shared/contract/head.ts';
import type { Counter } from '../../../../shared/contract/point.ts';
import { roundHalfUp } from '../../../../shared/domain/index766/score.ts';
import { medianOf } from '../../../../shared/domain/queue/forecast.ts';
import type { Deed } from '../../store/staff-load.ts';

const MS_PER_MINUTE = 60_000;

/** One row a person, the most visits first; every deed is in exactly one row. */
export function staffLoad(deeds: readonly Deed[], counters: readonly Pick<Counter, 'counterId' | 'officerName'>[]): HeadToday['staff'] {
  const seated = (counterId: Deed['counterId']): string => counters.find((own) => own.counterId === counterId)?.officerName ?? '';
  const people = [...Map.groupBy(deeds, ({ officerId, counterId }) => officerId ?? `settings ${seated(counterId)}`).values()];
  const rows = people.map((own): HeadToday['staff'][number] => {
    const times = own.flatMap(({ what, tookMs }) => (what === 'visit' && tookMs !== null ? [tookMs / MS_PER_MINUTE] : []));
    const median = medianOf(times);
    const count = (what: Deed['what']): number => own.filter((deed) => deed.what === what).length;
    const first = own[0];
    return {
      name: first?.officerName ?? seated(first?.counterId ?? null),
      known: first?.officerId === null ? 'settings' : 'signed-in',
      counters: [...new Set(own.flatMap(({ counterId }) => counterId ?? []))].toSorted((one, other) => one - other),
      visits: count('visit'), opened: count('opened'), returned: count('returned'),
      meanMin: times.length === 0 ? null : roundHalfUp(times.reduce((sum, time) => sum + time, 0) / times.length, 1), medianMin: median === null ? null : roundHalfUp(median, 1),
    };
  });
  return rows.toSorted((one, other) => other.visits - one.visits || other.opened + other.returned - one.opened - one.returned || (one.name < other.name ? -1 : 1));
}
