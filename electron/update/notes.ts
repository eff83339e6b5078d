// What the program and the keeper of its versions tell each other, through files that survive both: each file has one writer.

import path from 'node:path';
import { z } from 'zod';
import { epochMsSchema } from '../../shared/contract/primitives.ts';
import { isVersion } from '../../shared/domain/update/version.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.string().max(20).refine(isVersion);
const checkName = z.string().max(60);
const token = z.string().regex(/^[A-Za-z0-9-]{1,80}$/);

/** The end of the store's log as the mark beside the store says it. */
export const storeMarkSchema = z.strictObject({ incarnation: z.int().min(1), seq: z.int().min(0), hash: hex });
export type StoreMark = z.infer<typeof storeMarkSchema>;

/** Written by the program before it closes itself: put this bundle in place. What a newer program says besides is passed over. */
export const orderSchema = z.object({
  format: z.literal(1),
  orderId: token,
  /** The bundle's id, and its folder below `inbox`. */
  bundleId: hex,
  /** Self-checks that fail already: the new version need not be better. */
  failing: z.array(checkName).max(60),
  /** How long the new version may take to be healthy, in ms. */
  healthWithinMs: z.int().min(10_000).max(3_600_000),
  dataFolder: z.string().min(1).max(1000),
  at: epochMsSchema,
  /** The last true time that the program knows of: by the city's word, or by the making of its build. The keeper has nobody to ask. */
  trueAt: epochMsSchema.nullable().default(null),
});
export type Order = z.infer<typeof orderSchema>;

/** An order that is found later than this is none: nobody wants to be updated when the doors open. */
export const ORDER_VALID_MS = 30 * 60_000;

/** Written by the program in each life: that it began, and what became of it. What a newer program says besides is passed over: a keeper may be older than the version that it judges. */
export const lifeNoteSchema = z.object({
  format: z.literal(1),
  /** Names this start; the keeper gives it where it starts the program itself. */
  start: token,
  version,
  /** 'healthy': station ready, every window painted, no self-check fails that did not before. 'ended': closed in good order. */
  stage: z.enum(['starting', 'healthy', 'worse', 'ended']),
  /** Self-checks that fail and did not before. */
  worse: z.array(checkName).max(60),
  /** Grows while the life is not well yet: a note that a power cut left behind stands still. */
  beat: z.int().min(0).default(0),
});
export type LifeNote = z.infer<typeof lifeNoteSchema>;

/** Written by the keeper for a station of the version that was returned to: the store was moved to a newer schema, and nobody got anything from it since. */
export const returnNoteSchema = z.strictObject({ format: z.literal(1), orderId: token, mark: storeMarkSchema });
export type ReturnNote = z.infer<typeof returnNoteSchema>;

/** Given to the program by the keeper that starts it. */
export const UPDATES_ENV = 'MOT_CUA_UPDATES';
export const START_ENV = 'MOT_CUA_START';
/** Given to the station by a host that noted its own start: the name of that life, which the station goes on with. */
export const LIFE_ENV = 'MOT_CUA_LIFE';

/** Where what lies below the folder of updates. `keeper/` belongs to the keeper alone. */
export function placesOf(folder: string) {
  const keeper = path.join(folder, 'keeper');
  return {
    folder, keeper,
    inbox: path.join(folder, 'inbox'), order: path.join(folder, 'order.json'), life: path.join(folder, 'life.json'), program: path.join(folder, 'program.json'),
    state: path.join(keeper, 'state.json'), taken: path.join(keeper, 'taken'), kept: path.join(keeper, 'kept'), returned: path.join(keeper, 'return.json'),
  } as const;
}
export type UpdatePlaces = ReturnType<typeof placesOf>;
