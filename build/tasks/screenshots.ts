// `npm run screenshots`: the pictures of the README, taken from a running point.

import { takePictures } from '../../tests/screenshots/take-pictures.ts';

await takePictures();
