// The point's own templates of forms. Not in the log: how this machine's paper looks is no fact about a person or a dossier, and each print keeps the template that it was made with.

import { z } from 'zod';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { PAPER_FORMS, type PaperForm } from '../../../shared/domain/paper/form.ts';
import type { Readable, Writable } from './handle.ts';

const templateRow = z.object({ form: z.enum(PAPER_FORMS), text: z.string(), setAt: epochMsSchema });
type OwnTemplate = z.output<typeof templateRow>;

const SELECT = 'SELECT form, text, set_at AS setAt FROM paper_template';

/** Null where the one that came with the program is used. */
export function ownTemplate(store: Readable, form: PaperForm): OwnTemplate | null {
  return store.get(templateRow, `${SELECT} WHERE form = $form`, { form });
}

export function ownTemplates(store: Readable): readonly OwnTemplate[] {
  return store.all(templateRow, `${SELECT} ORDER BY form`);
}

export function keepTemplate(store: Writable, form: PaperForm, text: string, at: EpochMs): void {
  store.runOne('INSERT INTO paper_template (form, text, set_at) VALUES ($form, $text, $at) ON CONFLICT (form) DO UPDATE SET text = excluded.text, set_at = excluded.set_at', { form, text, at });
}

/** Back to the one that came with the program. */
export function dropTemplate(store: Writable, form: PaperForm): void {
  store.run('DELETE FROM paper_template WHERE form = $form', { form });
}
