// What can be told of a page by looking at it: whether anything is on it, and how crooked it lies.

import { inkOf, type Ink } from './ink.ts';
import type { PageLook } from './page-look.ts';
import { shadeOf } from './shade.ts';
import { skewOf } from './skew.ts';

/** Fewer dots of ink than this, about four square millimetres on A4, say nothing to anybody: a short word has more, and any stamp or signature many times that. */
const INK_DOTS = 60;
/** Marks of fewer dots, three quarters of a square millimetre, may be dust. */
const DUST_DOTS = 12;

/** Looks at a JPEG or PNG. Throws if it is no picture. */
export async function lookAtPage(bytes: Uint8Array): Promise<PageLook> {
  const ink = inkOf(await shadeOf(bytes));
  const isBlank = isBlankPage(ink);
  return { isBlank, skewDegrees: isBlank ? null : skewOf(ink) };
}

function isBlankPage({ marks }: Ink): boolean {
  return marks.reduce((sum, { dots }) => sum + (dots < DUST_DOTS ? 0 : dots), 0) < INK_DOTS;
}
