// A font of one letter that shows nothing: what is read off a page lies over its picture, can be found and copied with all its accents, and is not seen. Any code is a letter of its own.

/** Advance of every letter, in thousandths of the font's size. */
export const ADVANCE = 500;
const UNITS = 1000;

/** The font as a TrueType file with the seven tables that PDF asks of an embedded one (ISO 32000-1, 9.9). */
export function unseenFontFile(): Uint8Array {
  const tables: readonly (readonly [string, Buffer])[] = [
    // A drawing without a line needs no bytes at all; some readers want the table to have some.
    ['glyf', Buffer.alloc(4)],
    ['head', words([1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, UNITS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0])],
    ['hhea', words([1, 0, 800, -200, 0, ADVANCE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])],
    ['hmtx', words([ADVANCE, 0])],
    ['loca', words([0, 0])],
    ['maxp', words([1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
  ];
  const head = words([1, 0, tables.length, 64, 2, tables.length * 16 - 64]);
  let at = head.length + tables.length * 16;
  const directory: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const [name, body] of tables) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    const entry = Buffer.alloc(16);
    entry.write(name, 'latin1');
    entry.writeUInt32BE(sumOf(padded), 4);
    entry.writeUInt32BE(at, 8);
    entry.writeUInt32BE(body.length, 12);
    directory.push(entry);
    bodies.push(padded);
    at += padded.length;
  }
  return Buffer.concat([head, ...directory, ...bodies]);
}

/** Says of every code which letter it is: that of the same number in Unicode. */
export function unseenFontLetters(): string {
  const ranges = Array.from({ length: 256 }, (_, high) => {
    const byte = high.toString(16).padStart(2, '0');
    return `<${byte}00> <${byte}ff> <${byte}00>`;
  });
  // No more than a hundred in a block (Adobe technical note 5014).
  const blocks = [0, 100, 200].map((from) => ranges.slice(from, from + 100)).map((block) => `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

/** Text in the codes of this font; what needs two of them in Unicode is no letter of a Vietnamese paper. */
export function codesOf(text: string): string {
  return [...text].map((letter) => (letter.codePointAt(0) ?? 0) > 0xffff ? '003f' : (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
}

function words(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, index * 2));
  return bytes;
}

function sumOf(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}
