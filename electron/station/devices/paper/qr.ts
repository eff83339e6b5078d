// QR codes as dark and light modules, without their quiet border.

import qrcode from 'qrcode-generator';

/** Rows of modules, true is dark; the smallest code of error correction M that holds the text, as UTF-8 bytes. */
export function qrModules(text: string): boolean[][] {
  const code = qrcode(0, 'M');
  // The library takes one character for one byte.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const side = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  return side.map((row) => side.map((column) => code.isDark(row, column)));
}
