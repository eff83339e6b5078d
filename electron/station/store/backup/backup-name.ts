// Names of the store's copies: they order the copies without a clock and say what each is without opening it.

import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { Backup } from '../../../../shared/contract/care.ts';

/** Why a copy was made: by the hour, as the first of a day, because somebody asked, before a step of the schema. */
export type BackupKind = Backup['kind'];
export const backupKindSchema = z.enum(['hourly', 'daily', 'asked', 'update']) satisfies z.ZodType<BackupKind>;

/** `ordinal` grows by one from copy to copy, whatever the clock says; `at` is only shown. */
export interface BackupName {
  readonly name: string;
  readonly ordinal: number;
  readonly at: EpochMs;
  readonly lastSequence: number;
  readonly kind: BackupKind;
}

const NAME = /^store-(\d{6,12})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-(\d{1,15})-(hourly|daily|asked|update)\.db$/;

export function writeBackupName({ ordinal, at, lastSequence, kind }: Omit<BackupName, 'name'>): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `store-${String(ordinal).padStart(6, '0')}-${time}Z-${lastSequence}-${kind}.db`;
}

/** Null for a file that is no copy of ours. */
export function readBackupName(name: string): BackupName | null {
  const [, ordinal, year, month, day, hour, minute, second, lastSequence, kind] = NAME.exec(name) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at)) return null;
  return { name, ordinal: Number(ordinal), at: at as EpochMs, lastSequence: Number(lastSequence), kind: backupKindSchema.parse(kind) };
}
