// The status bytes with which the virtual printer answers, from Epson's tables for DLE EOT, GS a and GS r.

/**
 * What can be wrong with the virtual printer. `offline` takes no bytes in and answers nothing; `mute` prints but never answers; `slow` prints a few rows at a time; `unplugged` cannot be reached.
 * Printers that lie: `no-fence` says that it is well and never answers the question for the end of a job, `few-answers` knows only two of the four status questions and tells no changes,
 * `says-paper-out` says that it has no paper and prints, `garbled` answers with bytes that mean nothing.
 */
export const PRINTER_STATES = ['ok', 'paper-low', 'paper-out', 'cover-open', 'cutter', 'offline', 'mute', 'slow', 'unplugged', 'no-fence', 'few-answers', 'says-paper-out', 'garbled'] as const;
export type PrinterPracticeState = (typeof PRINTER_STATES)[number];

/** What a printer of a foreign language, or a wrong speed, may say to each question. */
export const GIBBERISH = Buffer.from('?NAK\r\n\xfe\xa5', 'latin1');

/** Answer to `10 04 n`; null for a question that does not exist. */
export function realTimeStatus(state: PrinterPracticeState, question: number): number | null {
  const isOut = state === 'paper-out' || state === 'says-paper-out';
  if (state === 'few-answers' && question !== 1 && question !== 4) return null;
  switch (question) {
    case 1: return 0x12 | (standsStill(state) ? 0x08 : 0);
    case 2: return 0x12 | (state === 'cover-open' ? 0x04 : 0) | (isOut ? 0x20 : 0) | (state === 'cutter' ? 0x40 : 0);
    case 3: return 0x12 | (state === 'cutter' ? 0x08 : 0);
    case 4: return 0x12 | (isOut ? 0x6c : state === 'paper-low' ? 0x0c : 0);
    default: return null;
  }
}

/** The four bytes of automatic status back; none from a printer that does not have it. */
export function changeBlock(state: PrinterPracticeState): Uint8Array {
  if (state === 'few-answers' || state === 'garbled') return new Uint8Array(0);
  return Uint8Array.of(
    0x10 | (standsStill(state) ? 0x08 : 0) | (state === 'cover-open' ? 0x20 : 0),
    state === 'cutter' ? 0x08 : 0,
    sensorByte(state),
    0,
  );
}

/** Answer to `1D 72 01`. */
export function sensorByte(state: PrinterPracticeState): number {
  return state === 'paper-out' || state === 'says-paper-out' ? 0x0f : state === 'paper-low' ? 0x03 : 0;
}

/** True while no paper moves. */
export function standsStill(state: PrinterPracticeState): boolean {
  return state === 'paper-out' || state === 'cover-open' || state === 'cutter' || state === 'offline' || state === 'unplugged';
}
