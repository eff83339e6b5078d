// Words that an officer types into a dialog or a section that is no draft of a visit: kept by the station for that officer alone until the dialog is left, or the draft saved.

import { z } from 'zod';
import { nothing, query } from './command.ts';

const staff = ['counter', 'admin'] as const;

/** Longest words that the station keeps: a whole template with its head line. */
export const LONGEST_KEPT = 24_000;
/** The dialog, and behind a space the thing that it is about: 'move 0190a8b0-…', 'petition-text'. */
const keySchema = z.string().regex(/^[a-z]+(?:-[a-z]+)*(?: [\w.+-]{1,64})?$/).max(100);

/** The caller says what he typed, and hears his own words only: by place and account, and where nobody signs in by the place alone. What is kept has no answer to keep, so none of it is a `change`. */
export const keptWordsCommands = {
  'staff.words': query(staff, nothing, z.strictObject({ words: z.record(z.string(), z.string()) })),
  /** Durable before it answers; null forgets. */
  'staff.keep-words': query(staff, z.strictObject({ key: keySchema, words: z.string().max(LONGEST_KEPT).nullable() }), nothing),
};
