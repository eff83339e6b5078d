// Entry of the station process that serves people: its city, and new versions of the program, are within its reach.

import { cityOutside } from './city-outside.ts';
import { serveStation } from './serve-station.ts';

await serveStation({ outside: cityOutside, prepare: (settings) => settings });
