// Fields that the settings of several kinds of device share.

import { z } from 'zod';

export const hostSchema = z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'a host name or address');
export const portSchema = z.int().min(1).max(65_535);
/** A number that USB gives to a maker or a product. */
export const usbNumberSchema = z.int().min(0).max(0xffff);
