// Puts JPEG pictures of A4 sheets into one PDF file, a page each, as scanners do.

/** A4 in points. */
const PAGE = [595, 842] as const;

/** `dpi` says how large the pictures are on paper. */
export function pdfOf(pictures: readonly Uint8Array[], dpi: number): Uint8Array {
  const objects: Buffer[] = [];
  const add = (head: string, body?: Uint8Array): number => {
    const number = objects.length + 1;
    const stream = body === undefined ? '' : `\nstream\n`;
    objects.push(Buffer.concat([Buffer.from(`${number} 0 obj\n${head}${stream}`, 'latin1'), body ?? Buffer.alloc(0), Buffer.from(`${body === undefined ? '' : '\nendstream'}\nendobj\n`, 'latin1')]));
    return number;
  };
  const tree = pictures.length * 3 + 1;
  const pages = pictures.map((picture) => {
    const [width, height] = [Math.round((dpi * 210) / 25.4), Math.round((dpi * 297) / 25.4)];
    // The practice sheets are encoded in three parts, grey ones too.
    const image = add(`<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${picture.length} >>`, picture);
    const drawing = Buffer.from(`q ${PAGE[0]} 0 0 ${PAGE[1]} 0 0 cm /I Do Q`, 'latin1');
    const contents = add(`<< /Length ${drawing.length} >>`, drawing);
    return add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${PAGE[0]} ${PAGE[1]}] /Contents ${contents} 0 R /Resources << /XObject << /I ${image} 0 R >> >> >>`);
  });
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`);
  const catalogue = add(`<< /Type /Catalog /Pages ${tree} 0 R >>`);
  const head = Buffer.from('%PDF-1.4\n', 'latin1');
  let at = head.length;
  const places = objects.map((object) => {
    const place = `${String(at).padStart(10, '0')} 00000 n \n`;
    at += object.length;
    return place;
  });
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root ${catalogue} 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([head, ...objects, Buffer.from(tail, 'latin1')]);
}
