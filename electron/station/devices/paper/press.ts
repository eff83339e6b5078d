// Puts fonts, words and width together: what the station draws its papers with.

import type { TrialPress } from '../trial-ports.ts';
import { installedFontFolder, loadPaperFonts } from './fonts.ts';
import { drawCover, layOutCover } from './cover.ts';
import { drawFeeReceipt } from './fee-receipt.ts';
import { drawPetition } from './petition.ts';
import { drawReceipt } from './receipt.ts';
import { TextWidths } from './sheet.ts';
import type { PaperTexts } from './texts.ts';
import { drawTicket } from './ticket.ts';
import { drawTrial } from './trial.ts';

/** A press for printers of one width. Loads the fonts, so it is made once at start; `fontFolder` is for packages that keep them elsewhere. */
export function createPaperPress(widthDots: number, texts: PaperTexts, fontFolder = installedFontFolder()): TrialPress {
  loadPaperFonts(fontFolder);
  const widths = new TextWidths();
  return {
    drawTicket: (paper) => drawTicket(paper, texts, widthDots, widths),
    drawTrial: (paper) => drawTrial(paper, texts, widths),
    drawCover: (paper) => drawCover(paper, texts, widthDots, widths),
    drawPetition: (paper) => drawPetition(paper, texts, widthDots, widths),
    layOutCover: (paper) => layOutCover(paper, texts),
    drawFeeReceipt: (paper) => drawFeeReceipt(paper, texts, widthDots, widths),
    drawReceipt: (paper) => drawReceipt(paper, texts, widthDots, widths),
  };
}
