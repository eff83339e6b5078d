// How far two folded words are from each other: by slips of the fingers, and by how they sound in the country's regions.

/** Changed, missing, added or swapped letters between two words; one more than `most` where there are more. */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = next;
  }
  return Math.min(last[b.length] ?? most + 1, most + 1);
}

/** How many slips a word of this length forgives. */
export function forgivenEdits(length: number): 0 | 1 | 2 {
  return length < 3 ? 0 : length < 6 ? 1 : 2;
}

/**
 * One key for syllables that sound alike somewhere: tr/ch, s/x, d/gi/r/v, l/n at the beginning; n/ng, c/t at the end; i/y anywhere.
 * Two different words of one region may share a key: it makes candidates, it decides nothing.
 */
export function soundKey(folded: string): string {
  return folded
    .replaceAll('y', 'i')
    .replace(/^tr/u, 'ch')
    .replace(/^s(?!h)/u, 'x')
    .replace(/^(?:gi(?=[aeiou])|d|r|v)/u, 'z')
    .replace(/^n(?![gh])/u, 'l')
    .replace(/^ngh/u, 'ng')
    .replace(/^gh/u, 'g')
    .replace(/^k(?!h)/u, 'c')
    .replace(/(?:ng|nh)$/u, 'n')
    .replace(/(?:ch|c)$/u, 't');
}
