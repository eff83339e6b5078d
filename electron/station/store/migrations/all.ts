// Every step of the schema in order.

import type { Migration } from '../migrate.ts';
import { firstTables } from './0010-first-tables.ts';

export const migrations: readonly Migration[] = [firstTables];
