// Answers who looks after the point what is known of the store's earlier lives: what came back from the city and what is missing.

import { readHistory } from '../../store/returned-events.ts';
import type { Handlers } from '../context.ts';

export const historyHandlers: Handlers<'store.history'> = {
  'store.history': ({ database, identity }) => database.read((store) => readHistory(store, identity.incarnation)),
};
