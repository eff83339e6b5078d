// What is taken for an e-mail address, as a person dictates one at a counter.

import { z } from 'zod';
import { EMAIL_LENGTH } from '../domain/intake/name-lengths.ts';

const address = z.email().max(EMAIL_LENGTH);

/** By the rule of the library that reads every edge: 'lan.nguyen@example.vn', without accents. Nobody is asked by mail whether it arrives. */
export function isEmail(text: string): boolean {
  return address.safeParse(text).success;
}
