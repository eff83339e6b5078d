// The table of ratings, folded by day, officer, field or counter: each thing that was said stands in exactly one row, so that every fold has the same sums.

import type { BusinessDay, CounterId, FieldCode } from '../../base/ids.ts';

/** Facts of the field §8: the three levels that are asked for. 'neutral' was asked for before them, and is never counted as another. */
export const RATING_LEVELS = ['very-satisfied', 'satisfied', 'neutral', 'dissatisfied'] as const;
export type RatingLevel = (typeof RATING_LEVELS)[number];
export type LevelCounts = Readonly<Record<RatingLevel, number>>;

/** Visits, or paper slips, that are alike in all that a table looks at. */
export interface Said {
  readonly day: BusinessDay;
  /** Null where a slip does not say of which visit it is. */
  readonly counterId: CounterId | null;
  readonly field: FieldCode | null;
  /** Who was signed in when the visit ended; null where nobody was, or it is not known which visit it was. */
  readonly officerId: string | null;
  readonly officerName: string | null;
  /** Null where nothing was said. */
  readonly level: RatingLevel | null;
  readonly via: 'citizen-display' | 'kiosk-number' | 'kiosk-receipt' | 'paper' | null;
  /** A slip that the officer entered of whom it speaks. */
  readonly isOwn: boolean;
  /** How many of them, and how many of those are visits: a slip is none, since its visit stands by itself. */
  readonly count: number;
  readonly served: number;
}

export type RatingFold = 'day' | 'officer' | 'field' | 'counter';

export interface RatingRow {
  /** What the row is of; null and '' where that is not known or not looked at. */
  readonly day: BusinessDay | null;
  readonly counterId: CounterId | null;
  readonly name: string;
  /** 'settings': nobody was signed in, and the name is whom the settings seat at the counter. */
  readonly known: 'known' | 'settings' | 'unknown';
  readonly served: number;
  /** Of all that was said, and of that what stood on paper. */
  readonly levels: LevelCounts;
  readonly paper: LevelCounts;
  readonly byNumber: number;
  readonly own: number;
}

/** What things are called. */
export interface RatingNames {
  readonly officerAt: (counterId: CounterId) => string;
  readonly field: (code: FieldCode) => string;
}

type Head = Pick<RatingRow, 'day' | 'counterId' | 'name' | 'known'>;
const UNKNOWN: Head = { day: null, counterId: null, name: '', known: 'unknown' };

function headOf({ day, counterId, field, officerId, officerName }: Said, by: RatingFold, names: RatingNames): Head {
  if (by === 'day') return { ...UNKNOWN, day, counterId, known: counterId === null ? 'unknown' : 'known' };
  if (by === 'counter') return counterId === null ? UNKNOWN : { ...UNKNOWN, counterId, known: 'known' };
  if (by === 'field') return field === null ? UNKNOWN : { ...UNKNOWN, name: names.field(field), known: 'known' };
  if (officerId !== null) return { ...UNKNOWN, name: officerName ?? '', known: 'known' };
  const seated = counterId === null ? '' : names.officerAt(counterId);
  return seated === '' ? UNKNOWN : { ...UNKNOWN, name: seated, known: 'settings' };
}

/** One row for each thing that it is folded by; days the newest first, all else by most visits, what is not known last. */
export function ratingTable(said: readonly Said[], by: RatingFold, names: RatingNames): readonly RatingRow[] {
  const groups = [...Map.groupBy(said, (one) => (by === 'officer' && one.officerId !== null ? one.officerId : JSON.stringify(headOf(one, by, names)))).values()];
  const rows = groups.flatMap((own): RatingRow[] => {
    const first = own[0];
    if (first === undefined) return [];
    const count = (fits: (one: Said) => boolean): number => own.reduce((sum, one) => (fits(one) ? sum + one.count : sum), 0);
    const levels = (fits: (one: Said) => boolean): LevelCounts => {
      const of = (level: RatingLevel): number => count((one) => one.level === level && fits(one));
      return { 'very-satisfied': of('very-satisfied'), satisfied: of('satisfied'), neutral: of('neutral'), dissatisfied: of('dissatisfied') };
    };
    return [{
      ...headOf(first, by, names), served: own.reduce((sum, { served }) => sum + served, 0),
      levels: levels(() => true), paper: levels(({ via }) => via === 'paper'), byNumber: count(({ via }) => via === 'kiosk-number'), own: count(({ isOwn }) => isOwn),
    }];
  });
  const rank = ({ known }: RatingRow): number => (known === 'unknown' ? 1 : 0);
  return rows.toSorted((one, other) => (other.day ?? '').localeCompare(one.day ?? '') || rank(one) - rank(other) || (by === 'officer' || by === 'field' ? other.served - one.served : (one.counterId ?? 0) - (other.counterId ?? 0)) || one.name.localeCompare(other.name));
}

/** Of whoever said something, how many were satisfied or very satisfied; `levels` of a whole stretch of days. */
export function contentOf(said: readonly Said[]): { readonly said: number; readonly satisfied: number } {
  const count = (fits: (level: RatingLevel) => boolean): number => said.reduce((sum, { level, count: own }) => (level !== null && fits(level) ? sum + own : sum), 0);
  return { said: count(() => true), satisfied: count((level) => level === 'very-satisfied' || level === 'satisfied') };
}

/** How many said something. */
export function saidOf(levels: LevelCounts): number {
  return RATING_LEVELS.reduce((sum, level) => sum + levels[level], 0);
}

/** Percent of those who said that they were satisfied or very satisfied, among all who said something; null where nobody did. Who said «Bình thường» has said neither. */
export function satisfiedShare(levels: LevelCounts): number | null {
  const said = saidOf(levels);
  return said === 0 ? null : Math.round(((levels['very-satisfied'] + levels.satisfied) * 10_000) / said) / 100;
}
