// A dead letter as people see it: what it is called, why it is there and what may be done; and, for whoever puts it right, the texts in it.

import type { DeadLetter, EditableField } from '../../../../shared/contract/care.ts';
import { editableValues, isEditable } from '../../../../shared/domain/dossier/editable-fields.ts';
import { readEvent } from '../../../../shared/wire/upcast.ts';
import type { LetterRow } from '../../store/dead-letters.ts';

/** What a person may look at and change in an event's body. */
export type LetterBody = Readonly<Record<string, unknown>>;

/** For the list: no personal data. */
export function letterView({ sequence, opId, type, state, at, answeredAt, label, code, detail, actor, heldBy, isErased }: LetterRow): DeadLetter {
  return {
    sequence, opId, type, state, at, answeredAt, label, code, detail, actor, heldBy,
    canResend: state === 'rejected' && isEditable(type) && !isErased,
    canWithdraw: state !== 'kept',
  };
}

/** The body in its newest version; as it was written where that cannot be read. Null after an erasure: nothing of the person may be shown or sent again. */
export function bodyOf({ type, typeVersion, body, at, isErased }: LetterRow): LetterBody | null {
  if (isErased) return null;
  const read = readEvent({ type, typeVersion, body, at });
  return read.kind === 'known' ? { ...read.body } : body;
}

/** What may be put right, and what of it the city named. */
export function fieldsOf(row: LetterRow): EditableField[] {
  const body = bodyOf(row);
  if (body === null || row.state !== 'rejected') return [];
  return editableValues(row.type, body).map(({ path, value }) => ({ path, value, isAtFault: isAtFault(row, path, value) }));
}

function isAtFault({ field, code }: LetterRow, path: string, value: string): boolean {
  if (field !== null && (field === path || field.startsWith(`${path}.`))) return true;
  // No field is named for a character that cannot be stored, and nobody can see one.
  return code === 'operation.unstorable-text' && (/\p{Cc}/u.test(value) || !value.isWellFormed());
}
