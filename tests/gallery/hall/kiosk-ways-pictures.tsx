// Every state of the kiosk once more as those see it who need another way: large text with high contrast, and seated, where nothing that is touched stands in the upper third.

import type { Picture, SizeName, Step } from '../picture.ts';
import { kioskPictures } from './kiosk-pictures.tsx';

const FULL: readonly SizeName[] = ['portrait', 'landscape'];
/** Pictures that switch one of these ways themselves, are of another text size, or are of a language in which the switches have other words. */
const HAS_OWN_WAY = /-(?:large|200|english)/;

function seenBy(way: string, steps: readonly Step[], pictures: readonly Picture[], sizes = FULL): Picture[] {
  return pictures.map((picture) => ({ ...picture, name: picture.name.replace('kiosk-', `kiosk-${way}-`), sizes, steps: [...steps, ...(picture.steps ?? [])] }));
}

const plain = kioskPictures.filter(({ name }) => !HAS_OWN_WAY.test(name));
/** Where most has to find room. */
const fullest = plain.filter(({ name }) => /^kiosk-(?:home|fields|fields-refused|number|number-paper-out|search-found|procedure|look-up|look-up-id|dossier-working)$/.test(name));
const largeAndContrast = ['Chữ to', 'Tương phản cao'];

export const kioskWaysPictures: readonly Picture[] = [
  ...seenBy('low-vision', largeAndContrast, plain),
  ...seenBy('seated', ['Ngồi / xe lăn'], plain),
  ...seenBy('every-way', [...largeAndContrast, 'Ngồi / xe lăn', 'Nghe hướng dẫn'], fullest, ['portrait', 'landscape', 'small']),
];
