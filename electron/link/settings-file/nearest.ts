// Finds the known name that somebody most likely meant: a few slips of the hand away, and no more.

/** The nearest of `known`, or null where none is near enough to be asked about. */
export function nearest(written: string, known: readonly string[]): string | null {
  const most = written.length <= 4 ? 1 : written.length <= 8 ? 2 : 3;
  const ranked = known
    .filter((name) => Math.abs(name.length - written.length) <= most)
    .map((name) => ({ name, slips: name.toLowerCase() === written.toLowerCase() ? 0 : slipsBetween(written.toLowerCase(), name.toLowerCase()) }))
    .toSorted((one, other) => one.slips - other.slips);
  const best = ranked[0];
  return best !== undefined && best.slips <= most && best.name !== written ? best.name : null;
}

/** Letters left out, added, changed or exchanged with their neighbour (Damerau–Levenshtein, optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = Array.from({ length: one.length + 1 }, (_, row) => [row]);
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let column = 0; column <= other.length; column += 1) rows[0]?.splice(column, 1, column);
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isExchanged = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row]?.splice(column, 1, Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1), isExchanged ? at(row - 2, column - 2) + 1 : Infinity));
    }
  }
  return at(one.length, other.length);
}
