// How long somebody has been waiting, in the words of a list.

import type { Texts } from '../../../parts/texts/use-texts.tsx';

/** 'vừa lấy số', '12 phút', '1 giờ 5 phút'; both times are epoch ms. */
export function waitingTime(issuedAt: number, now: number, { t }: Pick<Texts, 't'>): string {
  const minutes = Math.max(0, Math.floor((now - issuedAt) / 60_000));
  if (minutes === 0) return t('counter.queue.wait-now');
  if (minutes < 60) return t('counter.queue.wait', { minutes });
  return t('counter.queue.wait-hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
