// Which of a procedure's time limits holds for a dossier: the one of the channel on which it came.

import type { TimeLimit } from './limit.ts';

/** How a dossier came in; the numbers of the national portal (KenhThucHien) are 1 counter, 2 online, 3 postal service. */
export type Channel = 'counter' | 'online' | 'post';

/** A procedure's limits as its page gives them; channels that it does not name are not there. */
export type ChannelLimits = Readonly<Partial<Record<Channel, TimeLimit>>>;

/** `of` is the channel whose limit it is, which may be another than the one that was asked for. */
export interface ChannelLimit {
  readonly of: Channel;
  readonly limit: TimeLimit;
}

/**
 * The limit of the channel, or the counter's where the page gives none for it or gives none clearly; null where there is none at all. Separate limits for direct and online filing were found in
 * production and on the portal's pages; that the counter's stands in for a missing one is our own choice, which is why the answer says whose limit it is.
 */
export function limitOfChannel(limits: ChannelLimits, channel: Channel): ChannelLimit | null {
  const own = limits[channel];
  if (own !== undefined && own.unit !== 'unstated') return { of: channel, limit: own };
  const counter = limits.counter;
  if (counter !== undefined) return { of: 'counter', limit: counter };
  return own === undefined ? null : { of: channel, limit: own };
}
