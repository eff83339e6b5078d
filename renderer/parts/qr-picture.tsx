// A QR code as one SVG path, sharp at any size, with the quiet zone that readers need.

import { useMemo } from 'react';
import type { ReactNode } from 'react';
import qrcode from 'qrcode-generator';

/** Modules of white around the code (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/** How much of the code may be lost: M survives a smudge and is read from a metre away; L has the largest modules for a long text, on a screen that somebody stands in front of with a phone. */
type QrLevel = 'L' | 'M';

/** Width and height of the picture in modules, and the dark modules as a path of unit squares. */
export function qrPath(text: string, level: QrLevel = 'M'): { readonly size: number; readonly path: string } {
  // 0 lets the text choose the smallest version.
  const code = qrcode(0, level);
  if (/^[0-9A-Z $%*+./:-]*$/.test(text)) code.addData(text, 'Alphanumeric');
  // The package takes one byte from each character, so it is given the bytes of UTF-8 as characters.
  else code.addData(String.fromCodePoint(...new TextEncoder().encode(text)), 'Byte');
  code.make();
  const modules = code.getModuleCount();
  let path = '';
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (code.isDark(row, column)) path += `M${column + QUIET_ZONE} ${row + QUIET_ZONE}h1v1h-1z`;
    }
  }
  return { size: modules + 2 * QUIET_ZONE, path };
}

export function QrPicture({ text, label, level = 'M' }: { readonly text: string; readonly label: string; readonly level?: QrLevel }): ReactNode {
  const { size, path } = useMemo(() => qrPath(text, level), [text, level]);
  return (
    <svg className="qr" data-level={level} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
