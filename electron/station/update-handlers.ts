// The commands of updates, over updates that are started after the door stands.

import type { Handlers } from './commands/context.ts';
import type { StationUpdates } from './station-updates.ts';

export function updateHandlers(updates: () => StationUpdates): Handlers<'update.read' | 'update.look' | 'update.install' | 'update.postpone' | 'window.painted'> {
  return {
    'update.read': () => updates().updater.read(),
    'update.look': (_context, { where }) => updates().updater.look(where),
    'update.install': (_context, { bundleId }) => updates().updater.install(bundleId),
    'update.postpone': (_context, { bundleId, days }) => updates().updater.postpone(bundleId, days),
    'window.painted': (_context, _input, caller) => {
      updates().notePainted(caller);
      return {};
    },
  };
}
