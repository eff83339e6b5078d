// All steps of the schema, oldest first.

import type { Migration } from '../database/migrate.ts';
import { stationsAndLog } from './0010-stations-and-log.ts';
import { feed } from './0020-feed.ts';
import { dossiers } from './0030-dossiers.ts';
import { blobs } from './0040-blobs.ts';
import { numbers } from './0050-numbers.ts';
import { erasure } from './0060-erasure.ts';
import { overruled } from './0070-overruled.ts';
import { portal } from './0080-portal.ts';
import { receiptBooks } from './0090-receipt-books.ts';
import { ownerKinds } from './0100-owner-kinds.ts';
import { payments } from './0110-payments.ts';
import { bankStatements } from './0120-bank-statements.ts';
import { portalLists } from './0140-portal-lists.ts';
import { portalErrands } from './0150-portal-errands.ts';
import { portalDays } from './0160-portal-days.ts';

export const MIGRATIONS: readonly Migration[] = [stationsAndLog, feed, dossiers, blobs, numbers, erasure, overruled, portal, receiptBooks, ownerKinds, payments, bankStatements, portalLists, portalErrands, portalDays];
