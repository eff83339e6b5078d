// In which procedures something stands, as flat numbers: small in memory and quick to walk.

export interface Postings {
  readonly documents: Uint16Array;
  readonly weights: Float32Array;
}

const FIRST_ROOM = 1 << 14;

/** All postings of an index while it is being made: one list of numbers for all keys, since a list for each of tens of thousands costs a start more than what stands in them. */
export class GrowingPostings {
  #keys = new Int32Array(FIRST_ROOM);
  #documents = new Uint16Array(FIRST_ROOM);
  #weights = new Float32Array(FIRST_ROOM);
  #length = 0;
  /** Of each key, where its last document stands. */
  readonly #lasts: number[] = [];

  /** A number for something that stands in documents. */
  newKey(): number {
    return this.#lasts.push(-1) - 1;
  }

  /** Notes that a key stands in a document, which is the last one noted or one behind it; where it stands twice, the better place counts. */
  put(key: number, document: number, weight: number): void {
    const last = this.#lasts[key] ?? -1;
    if (last >= 0 && this.#documents[last] === document) {
      if (weight > (this.#weights[last] ?? 0)) this.#weights[last] = weight;
      return;
    }
    const at = this.#length;
    if (at === this.#keys.length) this.#makeRoom();
    this.#keys[at] = key;
    this.#documents[at] = document;
    this.#weights[at] = weight;
    this.#lasts[key] = at;
    this.#length = at + 1;
  }

  /** What stands where, by key. */
  frozen(): (key: number) => Postings {
    const length = this.#length;
    const starts = new Uint32Array(this.#lasts.length + 1);
    for (let at = 0; at < length; at += 1) starts[(this.#keys[at] ?? 0) + 1] = (starts[(this.#keys[at] ?? 0) + 1] ?? 0) + 1;
    for (let key = 1; key < starts.length; key += 1) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
    const next = starts.slice();
    const documents = new Uint16Array(length);
    const weights = new Float32Array(length);
    for (let at = 0; at < length; at += 1) {
      const key = this.#keys[at] ?? 0;
      const to = next[key] ?? 0;
      documents[to] = this.#documents[at] ?? 0;
      weights[to] = this.#weights[at] ?? 0;
      next[key] = to + 1;
    }
    return (key) => ({ documents: documents.subarray(starts[key], starts[key + 1]), weights: weights.subarray(starts[key], starts[key + 1]) });
  }

  #makeRoom(): void {
    const room = this.#keys.length * 2;
    const keys = new Int32Array(room);
    const documents = new Uint16Array(room);
    const weights = new Float32Array(room);
    keys.set(this.#keys);
    documents.set(this.#documents);
    weights.set(this.#weights);
    this.#keys = keys;
    this.#documents = documents;
    this.#weights = weights;
  }
}

/** The key of a text among others, a new one where it has none. */
export function keyIn(keys: Map<string, number>, text: string, growing: GrowingPostings): number {
  let key = keys.get(text);
  if (key === undefined) keys.set(text, (key = growing.newKey()));
  return key;
}

/** What follows a word, by the next word. */
export function followersIn(pairs: Map<string, Map<string, number>>, first: string): Map<string, number> {
  let followers = pairs.get(first);
  if (followers === undefined) pairs.set(first, (followers = new Map<string, number>()));
  return followers;
}
