// Reads the holiday tables that are shipped with the program, one file a year, once at the start.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type HolidayFile, holidayFileSchema } from '../../../shared/contract/holiday-file.ts';

const TABLE_NAME = /^(\d{4})\.json$/;

/** Every `<year>.json` of the folder. Throws for a table that is not what its name or its schema says: a wrong table would promise wrong dates for months. */
export function loadHolidays(folder: string): readonly HolidayFile[] {
  return readdirSync(folder).flatMap((name) => {
    const year = TABLE_NAME.exec(name)?.[1];
    if (year === undefined) return [];
    const table = holidayFileSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
    if (table.year !== Number(year)) throw new Error(`${name} is a table of ${table.year}`);
    return [table];
  });
}
