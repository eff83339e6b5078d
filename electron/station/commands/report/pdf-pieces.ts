// A PDF of a report, given in pieces of one and the same file: a message between windows and station has an end.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { CommandContext } from '../context.ts';

const PIECE_BYTES = 1_048_576;

/** So long a file is kept after its last piece was asked for: a window that was closed halfway takes no room for ever. */
const KEPT_MS = 5 * 60_000;
/** More windows than that do not fetch at once; the oldest gives way. */
const MOST_HELD = 4;

interface HeldPdf {
  readonly pdf: Uint8Array;
  readonly askedAt: EpochMs;
}

/** The files whose pieces are being fetched, each by the name of its fetching: the next piece is of it, whatever has happened to the dossiers since. */
const heldOf = new WeakMap<CommandContext, Map<string, HeldPdf>>();

function heldNow(context: CommandContext): Map<string, HeldPdf> {
  const held = heldOf.get(context) ?? new Map<string, HeldPdf>();
  heldOf.set(context, held);
  for (const [fetchId, { askedAt }] of held) if (context.clock.now() - askedAt > KEPT_MS) held.delete(fetchId);
  return held;
}

/** At most 1 MiB of a file of `bytes`. */
export interface PdfPiece {
  readonly name: string;
  readonly fetchId: string;
  readonly bytes: number;
  readonly base64: string;
}

/** The file of which a further piece is asked for. Refuses 'report.fetch-gone' once it was given up. */
export function heldPdf(context: CommandContext, fetchId: string): Uint8Array {
  const before = heldNow(context).get(fetchId);
  if (before === undefined) throw new Refusal('report.fetch-gone');
  return before.pdf;
}

/** The piece from byte `at` on; the file is kept until the last one was given. */
export function pieceOf(context: CommandContext, { name, fetchId, pdf, at }: { readonly name: string; readonly fetchId: string; readonly pdf: Uint8Array; readonly at: number }): PdfPiece {
  const held = heldNow(context);
  const piece = pdf.subarray(at, at + PIECE_BYTES);
  held.delete(fetchId);
  if (at + piece.length < pdf.length) held.set(fetchId, { pdf, askedAt: context.clock.now() });
  for (const oldest of [...held.keys()].slice(0, -MOST_HELD)) held.delete(oldest);
  return { name, fetchId, bytes: pdf.length, base64: Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('base64') };
}
