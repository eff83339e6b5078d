// Makes room for a signature in a PDF: what was there stays byte for byte, and the field of the signature is added behind it. Then the signature is put into that room.

import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';

/** Bytes for one signature with its certificate: three times what tokens of today need. */
const ROOM_BYTES = 12 * 1024;
/** Ten digits: more than any file has. */
const LATER = 9_999_999_999;

export interface PreparedPdf {
  readonly bytes: Buffer;
  /** SHA-256 of all but the room. */
  readonly digest: Buffer;
  /** Where the room's hexadecimal digits begin. */
  readonly roomAt: number;
}

/** This PDF cannot be signed: it is encrypted or damaged. */
export class UnsignablePdf extends Error {
  override readonly name = 'UnsignablePdf';
}

/** `name`: of the signer, for readers; `at` in epoch ms. @throws UnsignablePdf */
export async function preparePdf(original: Uint8Array, { name, at }: { readonly name: string; readonly at: number }): Promise<PreparedPdf> {
  const whole = Buffer.from(await withField(original, name, at));
  const begin = whole.lastIndexOf('/ByteRange');
  const roomAt = whole.indexOf(`<${'0'.repeat(64)}`, begin - 2 * ROOM_BYTES - 400) + 1;
  const roomEnd = roomAt + 2 * ROOM_BYTES;
  if (begin < 0 || roomAt <= 0 || whole[roomEnd] !== 0x3e || !whole.subarray(0, original.length).equals(original)) throw new UnsignablePdf('no room was made');
  const range = `[ 0 ${roomAt - 1} ${roomEnd + 1} ${whole.length - roomEnd - 1}`;
  const from = whole.indexOf('[', begin);
  const to = whole.indexOf(']', begin);
  whole.write(`${range.padEnd(to - from)}`, from, 'latin1');
  const digest = createHash('sha256').update(whole.subarray(0, roomAt - 1)).update(whole.subarray(roomEnd + 1)).digest();
  return { bytes: whole, digest, roomAt };
}

/** The same file with the signature in its room. @throws UnsignablePdf for one that has none for so long a signature */
export function putIntoRoom({ bytes, roomAt }: Pick<PreparedPdf, 'bytes' | 'roomAt'>, cms: Uint8Array): Buffer {
  if (cms.length > ROOM_BYTES) throw new UnsignablePdf('the signature is too long');
  const signed = Buffer.from(bytes);
  signed.write(Buffer.from(cms).toString('hex'), roomAt, 'latin1');
  return signed;
}

async function withField(original: Uint8Array, name: string, at: number): Promise<Uint8Array> {
  try {
    const pdf = await PDFDocument.load(original, { updateMetadata: false, forIncrementalUpdate: true });
    const { context } = pdf;
    const signature = context.register(
      context.obj({
        Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached',
        Contents: PDFHexString.of('0'.repeat(2 * ROOM_BYTES)), ByteRange: [PDFNumber.of(0), PDFNumber.of(LATER), PDFNumber.of(LATER), PDFNumber.of(LATER)],
        Name: PDFHexString.fromText(name), M: PDFString.fromDate(new Date(at)),
      }),
    );
    const page = pdf.getPage(0);
    const fields = fieldsOf(pdf);
    const widget = context.register(
      context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: [0, 0, 0, 0], V: signature, T: PDFString.of(`MotCua-${fields.size() + 1}`), F: 132, P: page.ref }),
    );
    fields.push(widget);
    page.node.addAnnot(widget);
    return await pdf.commit({ useObjectStreams: false });
  } catch (cause) {
    throw new UnsignablePdf('the file cannot be read as a PDF', { cause });
  }
}

/** The list of fields, made if there is none, with the word that this file is signed and may only be added to. */
function fieldsOf(pdf: PDFDocument): PDFArray {
  const { context, catalog } = pdf;
  const form = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict) ?? context.obj({});
  form.set(PDFName.of('SigFlags'), PDFNumber.of(3));
  const fields = form.lookupMaybe(PDFName.of('Fields'), PDFArray) ?? context.obj([]);
  form.set(PDFName.of('Fields'), fields);
  catalog.set(PDFName.of('AcroForm'), form);
  return fields;
}
