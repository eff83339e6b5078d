// The ways out of a station that serves people: its city, and new versions of the program.

import { joinCity } from './join-city.ts';
import type { Outside } from './outside.ts';
import { startStationUpdates } from './station-updates.ts';

export const cityOutside: Outside = { joinCity, startUpdates: startStationUpdates, furnish: () => undefined, printer: (printer) => printer, disguise: (bytes) => bytes };
