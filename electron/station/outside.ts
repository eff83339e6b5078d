// What of a station reaches beyond its machine: handed to the composition by its entry, so that one without a city has none of the city's code.

import type { CommandContext } from './commands/context.ts';
import type { SystemPrinter } from './devices/ports.ts';
import type { CityJoint, JoinedCity } from './join-city.ts';
import type { StationUpdates, StationUpdatesParts } from './station-updates.ts';

/** The ways out of a station. Types alone: whoever imports this has no way yet. */
export interface Outside {
  joinCity(joint: CityJoint): JoinedCity;
  startUpdates(parts: StationUpdatesParts): StationUpdates;
  /** Puts into a store that is new what it begins with, before anybody is served. */
  furnish(context: CommandContext): void;
  /** The system's printers, and what is done to each page on its way there. */
  printer(printer: SystemPrinter): SystemPrinter;
  /** What is taken of a card in place of what its reader read. */
  disguise(bytes: Uint8Array): Uint8Array;
}
