// Puts fonts, words and width together: what the station draws its papers with.

import type { PrintJob } from '../ports.ts';
import type { TrialPress } from '../trial-ports.ts';
import { installedFontFolder, loadPaperFonts } from './fonts.ts';
import { drawCover, layOutCover } from './cover.ts';
import { drawFeeReceipt } from './fee-receipt.ts';
import { drawPetition } from './petition.ts';
import { drawReceipt } from './receipt.ts';
import { TextWidths, type DrawnStrip } from './sheet.ts';
import type { PaperTexts } from './texts.ts';
import { drawTicket } from './ticket.ts';
import { markedForTraining } from './training-mark.ts';
import { drawTrial } from './trial.ts';

/** A press for printers of one width. Loads the fonts, so it is made once at start. In training every strip that it draws says so. */
export function createPaperPress(widthDots: number, texts: PaperTexts, { isTraining = false }: { readonly isTraining?: boolean } = {}): TrialPress {
  loadPaperFonts(installedFontFolder());
  const widths = new TextWidths();
  const finished = (strip: DrawnStrip): PrintJob => {
    const { widthDots: width, rows, bits } = strip;
    return isTraining ? markedForTraining(strip, texts['paper.training']) : { widthDots: width, rows, bits };
  };
  return {
    drawTicket: (paper) => finished(drawTicket(paper, texts, widthDots, widths)),
    drawTrial: (paper) => finished(drawTrial(paper, texts, widths)),
    drawCover: (paper) => finished(drawCover(paper, texts, widthDots, widths)),
    drawPetition: (paper) => finished(drawPetition(paper, texts, widthDots, widths)),
    layOutCover: (paper) => layOutCover(paper, texts),
    drawFeeReceipt: (paper) => finished(drawFeeReceipt(paper, texts, widthDots, widths)),
    drawReceipt: (paper) => finished(drawReceipt(paper, texts, widthDots, widths)),
  };
}
