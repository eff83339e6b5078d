// The shape of resources/holidays/<year>.json: days of one year on which offices differ from the ordinary week.

import { z } from 'zod';
import type { BusinessDay } from '../base/ids.ts';
import { parseBusinessDay } from '../domain/time/business-day.ts';

const day = z.custom<BusinessDay>((value) => typeof value === 'string' && parseBusinessDay(value) !== null, { error: 'a day that exists, YYYY-MM-DD' });

/**
 * 'law': follows from the Labour Code and the calendar alone. 'announced': decided for this year and read in a public source.
 * 'unconfirmed': expected or remembered; to be compared with the yearly notice before it is relied on.
 */
const certainty = z.enum(['law', 'announced', 'unconfirmed']);
const entry = { day, name: z.string().min(1).max(120), certainty, note: z.string().min(1).max(400) };

export const holidayFileSchema = z
  .strictObject({
    year: z.int().min(2020).max(2100),
    /** What the table rests on, for whoever has to bring it up to date. */
    basis: z.string().min(1).max(600),
    /** 'substitute' stands for a holiday on a weekend, 'swap' for a working day moved to a Saturday in `working`. */
    closed: z.array(z.strictObject({ ...entry, kind: z.enum(['holiday', 'substitute', 'swap']) })),
    working: z.array(z.strictObject({ ...entry, insteadOf: day })),
  })
  .superRefine((file, context) => {
    const seen = new Set<string>();
    for (const { day: date } of [...file.closed, ...file.working]) {
      if (!date.startsWith(`${file.year}-`)) context.addIssue({ code: 'custom', message: `${date} is not in ${file.year}` });
      if (seen.has(date)) context.addIssue({ code: 'custom', message: `${date} stands twice` });
      seen.add(date);
    }
    for (const { insteadOf } of file.working) {
      const isSwap = file.closed.some((closed) => closed.day === insteadOf && closed.kind === 'swap');
      if (!isSwap) context.addIssue({ code: 'custom', message: `${insteadOf} is worked for but not closed as a swap` });
    }
  });

/** One year's table as it stands in its file; what `holidayCalendar` takes. */
export type HolidayFile = z.infer<typeof holidayFileSchema>;
