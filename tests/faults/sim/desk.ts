// The city's own people: they move dossiers on, set due dates and correct fields, whatever stations do at the same time.

import { z } from 'zod';
import { readRows } from '../../../city/database/rows.ts';
import { systemAnswerSchema } from '../../../shared/wire/system.ts';
import { REQUEST_ID_HEADER } from '../../../shared/wire/messages.ts';
import type { Chance } from '../../morning/chance.ts';
import { COMMUNE, SYSTEM_KEY, type SimCity } from './sim-city.ts';
import { simUuid } from './sim-clock.ts';
import type { SimNet } from './sim-line.ts';
import type { World } from './world.ts';

const idRow = z.object({ dossierId: z.string() });

/** Changes one dossier as the city's system does; nothing when there is none yet. */
export async function actAtDesk(world: World, net: SimNet, city: SimCity, chance: Chance): Promise<void> {
  const dossiers = await readRows(city.pool, idRow, 'SELECT dossier_id AS "dossierId" FROM dossier ORDER BY dossier_id');
  if (dossiers.length === 0) return;
  const { dossierId } = chance.pick(dossiers);
  const requestId = simUuid(chance, world.wall);
  const change = chance.pick([
    { status: chance.pick([4, 5, 9] as const) },
    { status: 4, dueAt: world.wall + 86_400_000 },
    { dueAt: world.wall + chance.between(1, 9) * 86_400_000 },
    { fields: { phone: `090${chance.between(1000, 9999)}` } },
    { fields: { address: `Thôn ${chance.between(1, 9)}`, phone: `091${chance.between(1000, 9999)}` } },
  ]);
  const body = Buffer.from(JSON.stringify({ requestId, commune: COMMUNE, reason: 'Một cửa', ...change }));
  const headers = { authorization: `Bearer ${SYSTEM_KEY}`, [REQUEST_ID_HEADER]: requestId, 'content-type': 'application/json' };
  const { status, text } = await city.ask({ method: 'POST', path: `/v1/system/dossiers/${dossierId}/changes`, headers, body, timeoutMs: 15_000 });
  world.trace(`the city changes ${dossierId} ${JSON.stringify(change)}: ${status} ${status === 200 ? systemAnswerSchema.parse(JSON.parse(text)).revision : text}`);
  net.feedGrew();
}
