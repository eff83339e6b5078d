// How updates stand, in the words of the contract.

import type { EpochMs } from '../../shared/base/ids.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { UpdateBlocker, UpdateState } from '../../shared/contract/update.ts';
import { updateCode } from './codes.ts';
import { windowAt } from './due.ts';
import type { TimesOfDay } from '../../shared/domain/time/times-of-day.ts';
import type { Finder } from './finder.ts';
import type { KeeperState } from './keeper/plan.ts';
import type { ProgramRecord } from './program-record.ts';

export interface ViewParts {
  readonly version: string;
  readonly settings: { readonly channel: 'stable' | 'pilot'; readonly isAutomatic: boolean; readonly window: TimesOfDay };
  /** Null where nothing keeps the versions of this program. */
  readonly keeper: KeeperState | null;
  readonly finder: Pick<Finder, 'found' | 'looked' | 'sourceNames'> | null;
  readonly record: ProgramRecord;
  readonly hasOrdered: boolean;
  readonly now: EpochMs;
  readonly blockers: readonly UpdateBlocker[];
  readonly trouble: ErrorCode | null;
}

export function viewOf({ version, settings, keeper, finder, record, hasOrdered, now, blockers, trouble }: ViewParts): UpdateState {
  const found = finder?.found ?? null;
  const wasTried = found !== null && keeper?.refused.includes(found.bundleId) === true;
  const intent = intentOf({ settings, record, found, now, wasTried });
  const until = intent === 'postponed' ? (record.postponed?.until ?? now) : now;
  const last = keeper?.last ?? null;
  return {
    version, previous: keeper?.previous?.version ?? null, isKept: keeper !== null || trouble !== null, channel: settings.channel, isAutomatic: settings.isAutomatic, window: settings.window,
    sources: (finder?.sourceNames ?? []).map((name) => {
      const looked = finder?.looked.get(name);
      return { name, lookedAt: looked?.at ?? null, code: looked?.trouble === undefined || looked.trouble === null ? null : updateCode(looked.trouble) };
    }),
    found: found === null ? null : {
      bundleId: found.bundleId, version: found.manifest.version, notes: found.manifest.notes, source: found.source, bytes: found.manifest.payload.bytes, received: found.received,
      state: hasOrdered ? 'installing' : found.state === 'ready' && wasTried ? 'tried' : found.state, code: found.fault === null ? null : updateCode(found.fault),
    },
    intent, nextAt: intent === 'none' ? null : windowAt(until, settings.window), blockers: [...blockers], trouble,
    last: last === null ? null : {
      kind: last.kind, version: last.version, at: last.at,
      code: last.reason === null ? null : updateCode(last.reason === 'bundle-refused' ? faultWord(last.detail) : last.reason), checks: last.reason === 'worse' ? [...last.detail] : [],
    },
  };
}

type Intent = UpdateState['intent'];

/** What came on a stick, or was returned from once, waits for a person; what the city offers does not where the settings say so. */
function intentOf({ settings, record, found, now, wasTried }: Pick<ViewParts, 'settings' | 'record' | 'now'> & { readonly found: Finder['found']; readonly wasTried: boolean }): Intent {
  if (found === null || found.state === 'refused') return 'none';
  if (record.asked === found.bundleId) return 'asked';
  if (record.postponed?.bundleId === found.bundleId && record.postponed.until > now) return 'postponed';
  return settings.isAutomatic && found.source !== 'usb' && !wasTried ? 'automatic' : 'none';
}

/** The keeper names the fault of a bundle that it refused. */
function faultWord(detail: readonly string[]): 'bundle-refused' | 'cut' | 'wrong-hash' | 'bad-signature' | 'unknown-key' | 'replayed' | 'older' | 'expired' {
  const [word] = detail;
  switch (word) {
    case 'cut': case 'wrong-hash': case 'bad-signature': case 'unknown-key': case 'replayed': case 'older': case 'expired':
      return word;
    default:
      return 'bundle-refused';
  }
}
