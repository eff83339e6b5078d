// Fetches a PDF of the station piece by piece, until it is whole.

interface Piece<Fault> {
  readonly name: string;
  readonly fetchId: string;
  readonly bytes: number;
  readonly base64: string;
  readonly faults: readonly Fault[];
}

/** Its pieces in their order; with `faults` there is no file. */
export interface FetchedPdf<Fault> {
  readonly name: string;
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly faults: readonly Fault[];
}

/** `ask` gives the piece from a byte on; the first is asked for without the name of a fetching. Throws what it throws. */
export async function fetchPdf<Fault>(ask: (at: number, fetchId: string | null) => Promise<Piece<Fault>>): Promise<FetchedPdf<Fault>> {
  const first = await ask(0, null);
  const { name, fetchId, faults } = first;
  if (faults.length > 0) return { name, pieces: [], faults };
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let piece = first;
  for (let at = 0; ; piece = await ask(at, fetchId)) {
    const bytes = Uint8Array.from(atob(piece.base64), (character) => character.charCodeAt(0));
    pieces.push(bytes);
    at += bytes.length;
    if (at >= piece.bytes || bytes.length === 0) return { name, pieces, faults };
  }
}
