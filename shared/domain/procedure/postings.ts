// In which procedures something stands, as flat numbers: small in memory and quick to walk.

export interface Postings {
  readonly documents: Uint16Array;
  readonly weights: Float32Array;
}

/** While an index is being made: document to its greatest weight. */
export type GrowingPostings = Map<number, number>;

/** Notes that `key` stands in a document; where it stands twice, the better place counts. */
export function put(all: Map<string, GrowingPostings>, key: string, document: number, weight: number): void {
  let postings = all.get(key);
  if (postings === undefined) all.set(key, (postings = new Map()));
  postings.set(document, Math.max(weight, postings.get(document) ?? 0));
}

export function frozenPostings(all: ReadonlyMap<string, GrowingPostings>): ReadonlyMap<string, Postings> {
  return new Map([...all].map(([key, postings]) => [key, { documents: Uint16Array.from(postings.keys()), weights: Float32Array.from(postings.values()) }]));
}
