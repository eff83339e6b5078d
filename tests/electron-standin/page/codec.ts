// Structured cloning as text, circles included, for the lines between Node, the preload's world and the page's. It is read as source into pages and so stands alone.

/** What a codec does with values that cannot be copied: functions and promises cross as handles, or not at all. */
export interface Handles {
  toHandle(value: unknown): unknown;
  fromHandle(handle: unknown): unknown;
}

export interface Codec {
  encode(value: unknown, handles?: Handles): string;
  decode(text: string, handles?: Handles): unknown;
}

/** Makes one. Keeps what it needs of the globals, since a page may change them later. */
export function makeCodec(): Codec {
  const { stringify, parse } = JSON;
  const kindOf = Function.prototype.call.bind(Object.prototype.toString) as (value: unknown) => string;
  const keysOf = Object.keys;
  const define = Object.defineProperty;
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  const encode = (value: unknown, handles?: Handles): string => {
    const table: unknown[] = [];
    const seen = new Map<unknown, number>();
    const add = (one: unknown): number => {
      const isObject = (typeof one === 'object' && one !== null) || typeof one === 'function';
      const known = isObject ? seen.get(one) : undefined;
      if (known !== undefined) return known;
      const index = table.push(null) - 1;
      if (isObject) seen.set(one, index);
      table[index] = entryOf(one);
      return index;
    };
    const entryOf = (one: unknown): unknown => {
      if (one === null || typeof one === 'string' || typeof one === 'boolean') return ['v', one];
      if (typeof one === 'number') return Number.isFinite(one) && !Object.is(one, -0) ? ['v', one] : ['n', Object.is(one, -0) ? '-0' : String(one)];
      if (one === undefined) return ['u'];
      if (typeof one === 'bigint') return ['b', one.toString()];
      if (typeof one === 'symbol') return refuse();
      const kind = kindOf(one);
      if (typeof one === 'function' || kind === '[object Promise]') return handles === undefined ? refuse() : ['h', handles.toHandle(one)];
      if (Array.isArray(one)) return ['a', one.length, keysOf(one).map((key) => [key, add((one as unknown as Record<string, unknown>)[key])])];
      if (one instanceof Error) return ['e', one.name, one.message, one.stack ?? ''];
      if (ArrayBuffer.isView(one)) return ['y', kind.slice(8, -1), toBase64(new Uint8Array(one.buffer, one.byteOffset, one.byteLength))];
      if (one instanceof Date) return ['d', one.getTime()];
      if (one instanceof Map) return ['m', [...(one as Map<unknown, unknown>)].map(([key, held]) => [add(key), add(held)])];
      if (one instanceof Set) return ['s', [...(one as Set<unknown>)].map(add)];
      if (one instanceof RegExp) return ['r', one.source, one.flags];
      if (kind === '[object ArrayBuffer]') return ['f', toBase64(new Uint8Array(one as ArrayBuffer))];
      if (kind !== '[object Object]') return refuse();
      return ['o', keysOf(one).map((key) => [key, add((one as Record<string, unknown>)[key])])];
    };
    add(value);
    return stringify(table);
  };

  const decode = (text: string, handles?: Handles): unknown => {
    const table = parse(text) as readonly (readonly unknown[])[];
    const made = new Map<number, unknown>();
    const put = (index: number, value: unknown): unknown => {
      made.set(index, value);
      return value;
    };
    const fill = (into: object, entries: unknown): void => {
      for (const [key, held] of entries as [string, number][]) define(into, key, { value: at(held), writable: true, enumerable: true, configurable: true });
    };
    const at = (index: number): unknown => {
      if (made.has(index)) return made.get(index);
      const [kind, first, second, third] = table[index] ?? refuse();
      switch (kind) {
        case 'v':
          return first;
        case 'n':
          return Number(first);
        case 'u':
          return undefined;
        case 'b':
          return BigInt(first as string);
        case 'd':
          return put(index, new Date(first as number));
        case 'r':
          return put(index, new RegExp(first as string, second as string));
        case 'h':
          return put(index, handles === undefined ? refuse() : handles.fromHandle(first));
        case 'f':
          return put(index, fromBase64(first as string).buffer);
        case 'y': {
          const { buffer } = fromBase64(second as string);
          const views = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView } as unknown as Record<string, new (held: ArrayBuffer) => unknown>;
          const View = views[first as string] ?? refuse();
          return put(index, new View(buffer));
        }
        case 'e': {
          const kinds = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as Record<string, ErrorConstructor | undefined>;
          const error = new (kinds[first as string] ?? Error)(second as string);
          define(error, 'stack', { value: third, writable: true, configurable: true });
          return put(index, error);
        }
        case 'a': {
          const list: unknown[] = [];
          list.length = first as number;
          put(index, list);
          fill(list, second);
          return list;
        }
        case 'm': {
          const map = new Map<unknown, unknown>();
          put(index, map);
          for (const [key, held] of first as [number, number][]) map.set(at(key), at(held));
          return map;
        }
        case 's': {
          const set = new Set<unknown>();
          put(index, set);
          for (const held of first as number[]) set.add(at(held));
          return set;
        }
        case 'o': {
          const object = {};
          put(index, object);
          fill(object, first);
          return object;
        }
        default:
          return refuse();
      }
    };
    return at(0);
  };
  return { encode, decode };
}
