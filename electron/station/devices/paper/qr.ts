// QR codes as dark and light modules, without their quiet border.

import qrcode from 'qrcode-generator';

/** Rows of modules, true is dark; the smallest code of error correction M that holds the text, as UTF-8 bytes. */
export function qrModules(text: string): boolean[][] {
  const code = qrcode(0, 'M');
  // The library takes one character for one byte.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  return modulesOf(code);
}

/** Likewise for a code that has to bear dust, folds and a slow scanner: error correction Q, and the small alphabet of capitals and digits. Throws for any other letter. */
export function coverModules(text: string): boolean[][] {
  const code = qrcode(0, 'Q');
  code.addData(text, 'Alphanumeric');
  return modulesOf(code);
}

function modulesOf(code: ReturnType<typeof qrcode>): boolean[][] {
  code.make();
  const side = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  return side.map((row) => side.map((column) => code.isDark(row, column)));
}
