// Times, dates and numbers as Vietnamese offices write them, in the time zone of the point.

const ZONE_OFFSET_MS = 7 * 3_600_000;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 = Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** Calendar parts of an epoch time (ms) in Asia/Ho_Chi_Minh, which has been UTC+7 without summer time since 1975. */
export function partsOf(at: number): Parts {
  const local = new Date(at + ZONE_OFFSET_MS);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** '07:30' */
export function formatTime(at: number): string {
  const { hour, minute } = partsOf(at);
  return `${two(hour)}:${two(minute)}`;
}

/** '24/11/2026' */
export function formatDate(at: number): string {
  const { day, month, year } = partsOf(at);
  return `${two(day)}/${two(month)}/${year}`;
}

/** Whole number with dots between thousands in Vietnamese, commas in English. */
export function formatNumber(value: number, language: 'vi' | 'en'): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}

/** True if both times fall on the same day at the point. */
export function isSameDay(one: number, other: number): boolean {
  return Math.floor((one + ZONE_OFFSET_MS) / 86_400_000) === Math.floor((other + ZONE_OFFSET_MS) / 86_400_000);
}
