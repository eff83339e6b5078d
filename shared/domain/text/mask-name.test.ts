// What a list may show of a name.

import { expect, it } from 'vitest';
import { maskName } from './mask-name.ts';

it.each([
  ['Nguyễn Thị Lan', 'Nguyễn T. L.'],
  ['NGUYỄN VĂN ĐỨC', 'NGUYỄN V. Đ.'],
  ['  Lê   Quang Huy ', 'Lê Q. H.'],
  ['Lan', 'L.'],
  ['Đặng Ơn'.normalize('NFD'), 'Đặng Ơ.'],
  ['', ''],
  ['—', '—'],
])('of %j a list shows %j', (name, shown) => expect(maskName(name)).toBe(shown));
