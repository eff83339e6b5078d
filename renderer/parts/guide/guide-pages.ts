// The guide by task as its file has it: parsed once, when somebody opens it first.

import { z } from 'zod';

export const GUIDE_ROLES = ['officer', 'helper', 'head', 'technician', 'post'] as const;
export type GuideRole = (typeof GUIDE_ROLES)[number];

const words = z.string().min(1).max(400);
const wordingSchema = z.strictObject({
  title: z.string().min(1).max(60),
  /** Other words by which people look for it; never shown. */
  words: z.string().max(200),
  before: z.array(words).min(1),
  steps: z.array(words).min(1).max(8),
  notes: z.array(words).max(4),
});
/** In what is shown, `{key}` stands for the words of the program under that key, and `[F2]` for a key of the keyboard. */
export type GuideWording = z.infer<typeof wordingSchema>;

const pageSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  roles: z.array(z.enum(GUIDE_ROLES)).min(1),
  /** Name of a picture in resources/guide/pictures. */
  picture: z.string().regex(/^[a-z-]+$/).optional(),
  vi: wordingSchema,
  en: wordingSchema,
});
export type GuidePage = z.infer<typeof pageSchema>;

/** Reads the file's content; throws with what is wrong in it. */
export function parseGuide(content: unknown): readonly GuidePage[] {
  return z.strictObject({ pages: z.array(pageSchema).min(1) }).parse(content).pages;
}

/** A piece of a sentence. */
export type GuidePart = { readonly kind: 'plain' | 'key' | 'words'; readonly text: string };

/** Takes a sentence apart; 'words' has the key of the text. */
export function partsOf(sentence: string): readonly GuidePart[] {
  return sentence.split(/(\{[^}]+\}|\[[^\]]+\])/).flatMap((piece): GuidePart[] => {
    if (piece === '') return [];
    if (piece.startsWith('{')) return [{ kind: 'words', text: piece.slice(1, -1) }];
    return [piece.startsWith('[') ? { kind: 'key', text: piece.slice(1, -1) } : { kind: 'plain', text: piece }];
  });
}
