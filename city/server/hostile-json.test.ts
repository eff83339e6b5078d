// JSON from outside: what was plain comes through unchanged, everything else is refused and nothing is thrown but a refusal.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHostileJson } from './hostile-json.ts';
import { WireRefusal } from './refusal.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('JSON from outside', () => {
  it('comes through as it was written', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('"__proto__"') && text.isWellFormed() && !/\\ud[89a-f]/i.test(text));
      expect(parseHostileJson(bytes(text))).toEqual(JSON.parse(text));
    }));
  });

  it('of any bytes is parsed or refused, never anything else', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array(), fc.string().map(bytes), fc.string({ unit: 'binary' }).map((text) => bytes(JSON.stringify(text)))), (value) => {
      try {
        parseHostileJson(value);
      } catch (error) {
        expect(error).toBeInstanceOf(WireRefusal);
      }
    }));
  });

  it.each(['{"a":{"__proto__":1}}', '[1e400]', '"\\udfff"', '{"\\ud800":1}', '['.repeat(30) + ']'.repeat(30), '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), ''])('is refused: %#', (text) => {
    expect(() => parseHostileJson(bytes(text))).toThrow(WireRefusal);
  });
});
