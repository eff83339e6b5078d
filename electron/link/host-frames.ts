// Finds, among the frames of a socket, those that are the host's own to answer; everything else is the station's to judge, as long as there is one.

import { MAX_REQUEST_CHARS, requestFrameSchema, type RequestFrame } from '../../shared/contract/command.ts';
import { isHostCommand } from '../../shared/contract/host.ts';

/** The request in a frame's text if its command is the host's; null for all others, broken and oversized ones among them. */
export function hostRequestIn(text: string): RequestFrame | null {
  // Nearly all frames are the station's, and it parses them itself: only what may be ours is looked into.
  if (!text.includes('host.')) return null;
  const request = requestIn(text);
  return request !== null && isHostCommand(request.command) ? request : null;
}

/** The request in a frame's text, whoever is to answer it; null for broken and oversized ones. */
export function requestIn(text: string): RequestFrame | null {
  if (text.length > MAX_REQUEST_CHARS) return null;
  try {
    return requestFrameSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // No JSON: whoever sent it gets no answer here, and the station counts and refuses it.
    return null;
  }
}
