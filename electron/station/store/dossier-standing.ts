// How a dossier stands: what our own log says and what the city says, laid over each other so that an officer never sees own work vanish and come back.

import type { EpochMs } from '../../../shared/base/ids.ts';
import type { DossierStatus } from '../../../shared/domain/dossier/status.ts';
import type { CorrectableField } from '../../../shared/wire/dossier-events.ts';

/** Values of an applicant's fields, by name. */
export type ApplicantFields = Readonly<Partial<Record<CorrectableField, string>>>;

/** What our own log says. */
export interface OwnWord {
  readonly status: DossierStatus;
  readonly dueAt: EpochMs | null;
  readonly owner: 'station' | 'city';
  /** True while the last own move is on its way: the city's word may not know of it yet. */
  readonly isMoving: boolean;
  /** True while a new date that was given here is on its way. */
  readonly isPromising: boolean;
  /** Fields that were corrected here and that the city did not refuse; of them those still on their way. */
  readonly corrected: ApplicantFields;
  readonly correcting: ApplicantFields;
  /** Given up here, which the city did not refuse; `isVoiding` while that is on its way. */
  readonly isVoided: boolean;
  readonly isVoiding: boolean;
  readonly isErased: boolean;
}

/** What the city says; null before its first word on more than the code. */
export interface CityWord {
  readonly status: DossierStatus;
  readonly dueAt: EpochMs | null;
  readonly owner: 'station' | 'city';
  readonly fields: ApplicantFields;
  readonly isVoided: boolean;
  readonly isErased: boolean;
}

/** As it is shown and decided on. `fields` are those of which the last word is another than the opening's, or the same said again. */
export interface Standing {
  readonly status: DossierStatus;
  readonly dueAt: EpochMs | null;
  readonly owner: 'station' | 'city';
  readonly fields: ApplicantFields;
  readonly isVoided: boolean;
  readonly isErased: boolean;
}

/** Until the hand-over our own word holds on status, due date and giving up, from then on the city's, also where it has answered that there was no hand-over; a field has the value that the city said last. Over all of it lies what is still on its way there. */
export function standingOf(own: OwnWord, city: CityWord | null): Standing {
  const isHandedOver = own.owner === 'city' || city?.owner === 'city';
  const decides = city !== null && isHandedOver && !own.isMoving ? city : own;
  const isErased = own.isErased || (city?.isErased ?? false);
  return {
    status: decides.status,
    dueAt: own.isPromising ? own.dueAt : decides.dueAt,
    owner: city?.owner === 'city' ? 'city' : decides.owner,
    fields: isErased ? {} : { ...own.corrected, ...city?.fields, ...own.correcting },
    isVoided: (city?.isVoided ?? false) || (own.isVoided && (city?.owner !== 'city' || own.isVoiding)),
    isErased,
  };
}
