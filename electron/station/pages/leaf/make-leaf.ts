// Makes one page of the derived document out of the page as it was scanned.

import { type Leaf, packLeaf } from './leaf.ts';
import { leafPicture } from './leaf-picture.ts';
import type { LeafAnswer, LeafOrder } from './leaf-thread.ts';
import { openTextReader, type TextReader } from './text-reader.ts';

/** Makes leaves with one reader of text, opened for the first page that wants one. `onProgress` as for `openTextReader`. */
export function createLeafMaker(onProgress: () => void): (order: LeafOrder) => Promise<LeafAnswer> {
  let reader: Promise<TextReader> | null = null;
  return async ({ bytes, budgetBytes, withText }) => {
    const made = await leafPicture(bytes, budgetBytes).catch(() => null);
    if (made === null) return { kind: 'no-picture' };
    let words: Leaf['words'] = null;
    if (withText) {
      reader ??= openTextReader(onProgress);
      words = [...(await reader).read(made.grey, made.leaf.dpi)];
    }
    return { kind: 'made', leaf: packLeaf({ ...made.leaf, words }), isRead: words !== null, isOverBudget: made.leaf.isOverBudget };
  };
}
