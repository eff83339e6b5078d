// What the paper opinion slip (phiếu góp ý) asks besides the level: facts of the field §8, and what made somebody dissatisfied.

/** Trước hẹn · Đúng hẹn · Trễ hẹn. */
export const OPINION_PACES = ['early', 'on-time', 'late', 'unsaid'] as const;
/** Tốt · Bình thường · Chưa tốt. */
export const OPINION_MANNERS = ['good', 'plain', 'bad', 'unsaid'] as const;
/** Chờ lâu · Phải đi lại nhiều lần · Hướng dẫn chưa rõ · Đòi thêm giấy tờ. */
export const OPINION_FLAWS = ['long-wait', 'many-trips', 'unclear', 'more-papers'] as const;

/** Slips lie in a box, and are entered by the month: an older one speaks of a time that no report looks at any more. */
export const OLDEST_SLIP_DAYS = 366;
