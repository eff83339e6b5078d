// Fields that several parts of the settings share.

import path from 'node:path';
import { z } from 'zod';

/** A relative one would lead elsewhere with each folder that the program is started from, and to a new, empty store. */
export const absolutePathSchema = z.string().min(1).refine((folder) => path.isAbsolute(folder), { params: { rule: 'path-relative' } });

/** A time by the point's clock, such as '19:00'. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
