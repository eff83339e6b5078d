// What a station serves while its store does not open: a door with the few commands by which a person helps it. Nothing on the disk changes but by their act.

import type { RecoveryCommand } from './commands/recovery/refuse-recovery.ts';
import type { Backup } from '../../shared/contract/care.ts';
import type { Caller } from '../../shared/contract/command.ts';
import type { CommandOutput, ParsedInput } from '../../shared/contract/commands.ts';
import { Refusal, type ErrorCode } from '../../shared/contract/errors.ts';
import type { Host } from '../../shared/contract/point.ts';
import { readKeyText } from '../../shared/domain/codes/key-text.ts';
import type { MachineSettings } from '../link/settings.ts';
import { describePoint } from './commands/point/point-handlers.ts';
import { Door } from './door/door.ts';
import type { Clock } from './life/clock.ts';
import type { KeyRing } from './life/keys/key-ring.ts';
import type { Log } from './life/log.ts';
import type { Salvage } from './station-salvage.ts';
import type { StoreEnd } from './store/backup/verify-backup.ts';

/** Copies of the store as recovery needs them. */
export interface RecoveryBackups {
  /** The newest first. */
  list(): readonly Backup[];
  /** Puts one in the store's place with the first of `keys` that opens it; false if it opens with none, is not whole, or does not end where it is wanted to, and then nothing has changed. */
  restore(name: string, keys: readonly Uint8Array[], end?: StoreEnd): boolean;
}

export interface RecoveryParts {
  readonly settings: MachineSettings;
  readonly keys: KeyRing;
  readonly backups: RecoveryBackups;
  readonly salvage: Salvage;
  readonly host: Host;
  readonly programVersion: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly send: (clientId: string, text: string) => void;
  /** Why the store did not open, and how often it was tried. */
  readonly code: ErrorCode;
  readonly attempts: number;
}

/** `again` resolves when somebody has done something after which the store may open. */
export interface Recovery {
  readonly door: Door;
  readonly again: Promise<void>;
}

/** Most copies that are shown. */
const MOST_BACKUPS = 20;

type RecoveryHandlers = { readonly [Name in RecoveryCommand]: (input: ParsedInput<Name>) => CommandOutput<Name> | Promise<CommandOutput<Name>> };

export function startRecovery({ settings, keys, backups, salvage, host, programVersion, clock, log, send, code, attempts }: RecoveryParts): Recovery {
  const again = Promise.withResolvers<void>();
  const triedAt = clock.now();
  let salvaging: CommandOutput<'recovery.read'>['salvage'] = { since: null, refused: null };
  /** The store's files belong to the salvage until it has ended. */
  const mayTouchStore = (): void => {
    if (salvaging.since !== null) throw new Refusal('recovery.busy');
  };
  const settle = (outcome: 'opens' | 'known' | 'wrong', wrong: ErrorCode): Record<never, never> => {
    log.warn('recovery.key-tried', { outcome });
    mayTouchStore();
    if (outcome === 'wrong') throw new Refusal(wrong);
    if (outcome === 'known') throw new Refusal('recovery.store-damaged');
    again.resolve();
    return {};
  };
  // One at a time: a passphrase is meant to take half a second and much memory.
  let turn: Promise<unknown> = Promise.resolve();

  const handlers: RecoveryHandlers = {
    'recovery.read': () => ({
      code, attempts, triedAt, vault: keys.vault.name, dataFolder: settings.dataFolder, wraps: [...keys.read()], backups: backups.list().slice(0, MOST_BACKUPS), salvage: salvaging,
    }),
    'recovery.retry': () => {
      mayTouchStore();
      again.resolve();
      return {};
    },
    'recovery.passphrase': ({ passphrase }) => {
      mayTouchStore();
      const tried = turn.then(() => keys.givePassphrase(passphrase));
      turn = tried.catch(() => undefined);
      return tried.then((outcome) => settle(outcome, 'recovery.wrong-passphrase'));
    },
    'recovery.key': ({ text }) => {
      mayTouchStore();
      const read = readKeyText(text);
      if (read.kind === 'length') throw new Refusal('recovery.key-length');
      if (read.kind === 'mistyped') throw new Refusal('recovery.key-mistyped', { block: read.block });
      return settle(keys.give(read.key), 'recovery.wrong-key');
    },
    'recovery.restore': async ({ name }) => {
      const candidates = await keys.candidates();
      mayTouchStore();
      if (candidates.length === 0) throw new Refusal('recovery.no-key');
      if (!backups.restore(name, candidates)) throw new Refusal('recovery.backup-refused');
      log.warn('recovery.restored', { name });
      again.resolve();
      return {};
    },
    'recovery.salvage': async () => {
      const candidates = await keys.candidates();
      mayTouchStore();
      if (candidates.length === 0) throw new Refusal('recovery.no-key');
      salvaging = { since: clock.now(), refused: null };
      void salvage(candidates).then((outcome) => {
        salvaging = { since: null, refused: outcome.kind === 'saved' ? null : 'recovery.nothing-saved' };
        log.warn('recovery.salvaged', { ...outcome });
        if (outcome.kind === 'saved') again.resolve();
        else door.publish('point.changed', {});
      });
      return {};
    },
  };

  const door = new Door({
    run: (name, input, caller: Caller) => {
      if (name === 'point.describe') return describePoint({ point: settings.profile, host, programVersion, clock }, caller, 'recovery');
      if (!Object.hasOwn(handlers, name)) throw new Refusal('store.recovering');
      return (handlers[name as RecoveryCommand] as (input: unknown) => unknown)(input);
    },
    log, send,
    newTraceId: () => clock.uuid(),
    monotonic: () => clock.monotonic(),
  });
  return { door, again: again.promise };
}
