// Finds, among the frames of a socket, those that are the host's own to answer; everything else is the station's to judge.

import { MAX_REQUEST_CHARS, requestFrameSchema, type RequestFrame } from '../../shared/contract/command.ts';
import { isHostCommand } from '../../shared/contract/host.ts';

/** The request in a frame's text if its command is the host's; null for all others, broken and oversized ones among them. */
export function hostRequestIn(text: string): RequestFrame | null {
  // Nearly all frames are the station's, and it parses them itself: only what may be ours is looked into.
  if (text.length > MAX_REQUEST_CHARS || !text.includes('host.')) return null;
  try {
    const parsed = requestFrameSchema.safeParse(JSON.parse(text));
    return parsed.success && isHostCommand(parsed.data.command) ? parsed.data : null;
  } catch {
    // No JSON: the station counts and refuses it.
    return null;
  }
}
