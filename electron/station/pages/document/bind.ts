// Binds leaves into one PDF: each page at its true size, its picture as it is, and over it the words that were read, unseen.

import { beginText, endText, PDFDocument, PDFHexString, PDFName, type PDFPage, type PDFRef, setCharacterSqueeze, setFontAndSize, setTextMatrix, setTextRenderingMode, showText, TextRenderingMode } from '@cantoo/pdf-lib';
import type { Leaf } from '../leaf/leaf.ts';
import type { Word } from '../leaf/words.ts';
import { ADVANCE, codesOf, unseenFontFile, unseenFontLetters } from './unseen-font.ts';

const POINTS_INCH = 72;
const FONT = PDFName.of('Words');
/** Of a line's height, how much is below the feet of its letters. */
const BELOW = 0.22;

export interface Binding {
  add(leaf: Leaf): Promise<void>;
  /** All pages of a scanner's own PDF as they are; false if it cannot be taken. */
  addPdf(bytes: Uint8Array): Promise<boolean>;
  finish(): Promise<Uint8Array>;
}

/** Begins a document; `title` stands in its properties, `at` in epoch ms. */
export async function startBinding(title: string, at: number): Promise<Binding> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title);
  pdf.setProducer('Mot Cua');
  pdf.setCreationDate(new Date(at));
  pdf.setLanguage('vi');
  let font: PDFRef | null = null;
  return {
    add: async ({ jpeg, width, height, dpi, words }) => {
      const scale = POINTS_INCH / dpi;
      const page = pdf.addPage([width * scale, height * scale]);
      page.drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: width * scale, height: height * scale });
      if (words === null || words.length === 0) return;
      font ??= embedUnseenFont(pdf);
      page.node.setFontDictionary(FONT, font);
      writeUnseen(page, words, height, scale);
    },
    addPdf: async (bytes) => {
      try {
        const other = await PDFDocument.load(bytes, { updateMetadata: false });
        for (const page of await pdf.copyPages(other, other.getPageIndices())) {
          // A page's picture is wanted, not what it would do when it is opened or touched.
          for (const name of ['Annots', 'AA']) page.node.delete(PDFName.of(name));
          pdf.addPage(page);
        }
        return true;
      } catch {
        // What a PDF's parser says helps nobody at a counter; that its pages are missing is said.
        return false;
      }
    },
    finish: () => pdf.save(),
  };
}

function writeUnseen(page: PDFPage, words: readonly Word[], height: number, scale: number): void {
  page.pushOperators(beginText(), setTextRenderingMode(TextRenderingMode.Invisible));
  for (const word of words) {
    const size = Math.max(1, word.height * scale);
    const natural = ([...word.text].length * ADVANCE * size) / 1000;
    page.pushOperators(
      setFontAndSize(FONT, size),
      setCharacterSqueeze((100 * word.width * scale) / natural),
      setTextMatrix(1, 0, 0, 1, word.left * scale, (height - word.top - word.height * (1 - BELOW)) * scale),
      showText(PDFHexString.of(codesOf(`${word.text} `))),
    );
  }
  page.pushOperators(endText());
}

function embedUnseenFont(pdf: PDFDocument): PDFRef {
  const { context } = pdf;
  const file = unseenFontFile();
  const name = PDFName.of('MotCua-Unseen');
  const descriptor = context.register(
    context.obj({ Type: 'FontDescriptor', FontName: name, Flags: 5, FontBBox: [0, 0, ADVANCE, 800], ItalicAngle: 0, Ascent: 800, Descent: -200, CapHeight: 700, StemV: 80, FontFile2: context.register(context.flateStream(file, { Length1: file.length })) }),
  );
  const letters = context.obj({
    Type: 'Font', Subtype: 'CIDFontType2', BaseFont: name, FontDescriptor: descriptor, DW: ADVANCE,
    CIDSystemInfo: { Registry: PDFHexString.fromText('Adobe'), Ordering: PDFHexString.fromText('Identity'), Supplement: 0 },
    // Every letter is the one that shows nothing.
    CIDToGIDMap: context.register(context.flateStream(new Uint8Array(2 * 65_536))),
  });
  return context.register(context.obj({ Type: 'Font', Subtype: 'Type0', BaseFont: name, Encoding: 'Identity-H', DescendantFonts: [context.register(letters)], ToUnicode: context.register(context.flateStream(unseenFontLetters())) }));
}
