// What can stand between a dossier and the portal: a closed list of codes, what becomes of a step with each, and who has to do something about it.

/** Who looks into it: the city's people for line, log-in and settings; the commune for what a dossier says. */
export type Owner = 'city' | 'commune';

interface Kind {
  /** 'weather': it is tried again for ever, ever more slowly. 'refusal': it is tried a few times and goes to the desk then. 'desk': it goes there at once. */
  readonly becomes: 'weather' | 'refusal' | 'desk';
  readonly owner: Owner;
  /** True where the portal as a whole is away: nothing else is sent meanwhile. */
  readonly holdsAll: boolean;
}

const weather = (owner: Owner, holdsAll: boolean): Kind => ({ becomes: 'weather', owner, holdsAll });

export const FAILURES = {
  'portal.unreachable': weather('city', true),
  'portal.certificate': weather('city', true),
  'portal.maintenance': weather('city', true),
  'portal.server-error': weather('city', false),
  /** An answer that is no answer of this portal. */
  'portal.unreadable': weather('city', false),
  'portal.login-refused': weather('city', true),
  /** Scanned pages are still on their way from the commune. */
  'portal.pages-awaited': weather('commune', false),
  'portal.refused': { becomes: 'refusal', owner: 'commune', holdsAll: false },
  'portal.procedure-unknown': { becomes: 'refusal', owner: 'commune', holdsAll: false },
  'portal.message-unfit': { becomes: 'desk', owner: 'commune', holdsAll: false },
  /** It went out, no answer came, and the city's settings say that a person looks before it goes once more. */
  'portal.outcome-unknown': { becomes: 'desk', owner: 'city', holdsAll: false },
  /** This portal has no call with which it could be said. */
  'portal.by-hand': { becomes: 'desk', owner: 'commune', holdsAll: false },
  /** The portal took where a dossier stands, and not the lists of fees and results that go with it: the settings may turn them off. */
  'portal.lists-refused': { becomes: 'desk', owner: 'city', holdsAll: false },
  /** A fault of this program. */
  'portal.failed': { becomes: 'refusal', owner: 'city', holdsAll: false },
} as const satisfies Record<string, Kind>;

export type FailureCode = keyof typeof FAILURES;

/** Why a step was not done. `detail`: the portal's code or names of members, never a text of the portal, which may quote a person. */
export class PortalFailure extends Error {
  override readonly name = 'PortalFailure';
  readonly code: FailureCode;
  readonly detail: string;
  /** Whether the message may have been taken all the same. */
  readonly isUncertain: boolean;
  constructor(code: FailureCode, detail = '', isUncertain = false) {
    super(code);
    this.code = code;
    this.detail = detail.slice(0, 300);
    this.isUncertain = isUncertain;
  }
}

/** A portal's own error code as it may be kept and shown; what is no short code of letters and digits may be a sentence that names a person. */
export function harmlessCode(code: string): string {
  return /^[A-Za-z0-9_.-]{1,20}$/.test(code) ? code : '?';
}
