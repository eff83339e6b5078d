// What a picture file says of itself without being drawn: how many dots to the inch, and whether it is a plain JPEG that a document may take as it is.

/** Of a JPEG or PNG; `dpi` is null where the file does not say, or says what no scanner does. */
export interface PictureFacts {
  readonly dpi: number | null;
  /** A JPEG in grey or colour that any reader draws the same way: nothing turned by a note of a camera, no inks of a press. */
  readonly isPlainJpeg: boolean;
}

const INCH_CM = 2.54;
const INCH_M = 0.0254;

/** Reads no further than the picture's own dots; anything else than a JPEG or PNG says nothing. */
export function factsOf(bytes: Uint8Array): PictureFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength > 4 && view.getUint16(0) === 0xff_d8) return jpegFacts(view);
  if (view.byteLength > 33 && view.getUint32(0) === 0x89_50_4e_47) return { dpi: believable(pngDpi(view)), isPlainJpeg: false };
  return { dpi: null, isPlainJpeg: false };
}

function jpegFacts(view: DataView): PictureFacts {
  let dpi: number | null = null;
  let isPlain = true;
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    // JFIF: unit 1 is dots to the inch, 2 to the centimetre.
    if (marker === 0xe0 && at + 16 < view.byteLength && view.getUint32(at + 4) === 0x4a_46_49_46) dpi = view.getUint16(at + 12) * ({ 1: 1, 2: INCH_CM }[view.getUint8(at + 11)] ?? 0);
    // EXIF may turn the picture; Adobe's mark changes what its colours mean.
    if (marker === 0xe1 || marker === 0xee) isPlain = false;
    // A frame in which colours are not one or three is for a press.
    if (marker >= 0xc0 && marker <= 0xc2) return { dpi: believable(dpi), isPlainJpeg: isPlain && [1, 3].includes(view.getUint8(at + 9)) };
    if (marker === 0xda) break;
  }
  return { dpi: believable(dpi), isPlainJpeg: false };
}

/** From the chunk pHYs, whose unit 1 is dots to the metre. */
function pngDpi(view: DataView): number | null {
  for (let at = 8; at + 21 < view.byteLength; at += 12 + view.getUint32(at)) {
    const name = view.getUint32(at + 4);
    if (name === 0x70_48_59_73) return view.getUint8(at + 16) === 1 ? view.getUint32(at + 8) * INCH_M : null;
    if (name === 0x49_44_41_54) return null;
  }
  return null;
}

function believable(dpi: number | null): number | null {
  return dpi !== null && dpi >= 100 && dpi <= 1200 ? Math.round(dpi) : null;
}

const A4_INCHES = 11.69;
/** Of scanners. */
const USUAL_DPI = [150, 200, 240, 300, 400, 600] as const;

/** Dots to the inch: as the file says, or as it would be if the page is A4, the usual 200 else. */
export function dpiOf({ dpi }: PictureFacts, width: number, height: number): number {
  if (dpi !== null) return dpi;
  const asA4 = Math.max(width, height) / A4_INCHES;
  return USUAL_DPI.find((usual) => Math.abs(asA4 - usual) < usual * 0.03) ?? 200;
}
