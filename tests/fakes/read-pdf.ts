// Reads a document back with the library that also writes it: its pages, their sizes, and the words that lie on them unseen.

import { decodePDFRawStream, PDFArray, PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';

/** In points from the page's upper left corner. */
interface PlacedWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface ReadPdf {
  readonly title: string | undefined;
  readonly pages: readonly { readonly width: number; readonly height: number; readonly words: readonly PlacedWord[] }[];
}

/** The share of a letter's height that is its width, and of a line that is below its feet, as the unseen font has them. */
const ADVANCE = 0.5;
const BELOW = 0.22;
const NUMBER = String.raw`(-?[\d.]+)`;
const WORD = new RegExp(String.raw`/Words ${NUMBER} Tf\s+${NUMBER} Tz\s+1 0 0 1 ${NUMBER} ${NUMBER} Tm\s+<([\dA-Fa-f]*)> Tj`, 'g');

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const pages = pdf.getPages().map((page) => {
    const { width, height } = page.getSize();
    const contents = page.node.Contents();
    const streams = contents instanceof PDFArray ? contents.asArray().map((one) => pdf.context.lookup(one)) : [contents];
    const drawn = streams.map((stream) => (stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : '')).join('\n');
    const words = [...drawn.matchAll(WORD)].map(([, size = '', squeeze = '', x = '', y = '', codes = '']) => {
      const written = Buffer.from(codes, 'hex').swap16().toString('utf16le');
      // The space behind a word parts it from the next.
      const text = written.trimEnd();
      const bottom = height - Number(y) + Number(size) * BELOW;
      return { text, left: Number(x), top: bottom - Number(size), right: Number(x) + (text.length * ADVANCE * Number(size) * Number(squeeze)) / 100, bottom };
    });
    return { width, height, words };
  });
  return { title: pdf.getTitle(), pages };
}
