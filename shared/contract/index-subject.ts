// Of what and for which time a reading of index 766 is: the same words for windows and for the log.

import { z } from 'zod';

/** Year, quarter or month that a reading is of: '2026', '2026-Q4', '2026-11'. */
export const indexPeriodSchema = z.string().regex(/^20\d{2}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?$/);
/** 'total', one of the six groups, or a row of them. */
export const indexSubjectSchema = z.enum(['total', 'CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDSH', 'MDHL', '1.1', '1.2', '1.3', '1.4', '2.1', '3.1', '3.2', '3.3', '3.5', '3.5b', '3.6', '4.1', '4.2', '4.2c', '4.3', '4.4', '4.5a', '4.5b', '5.2', '5.3', '5.4']);
