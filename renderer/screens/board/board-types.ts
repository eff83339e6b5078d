// Pieces of the queue's overview by the names that the board uses for them.

import type { QueueOverview } from '../../../shared/contract/queue.ts';

export type CalledNumber = QueueOverview['recent'][number];
