// Plays a whole morning and gives its account.

import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TicketId } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { loadCatalogue } from '../../electron/station/catalogue/load-catalogue.ts';
import { root } from '../../build/checks/spawn.ts';
import { Findings, type Account, type Finding } from './account.ts';
import { Chance } from './chance.ts';
import { compare } from './compare.ts';
import { gatherEvidence } from './evidence.ts';
import { playKiosk, type Issued } from './kiosk.ts';
import { playOfficer, type Deeds } from './officer.ts';
import { planVisits, type PlannedVisit } from './script.ts';
import { startTown, type Town } from './town.ts';
import { Weather } from './weather.ts';
import { Window } from './window.ts';

/** Longest pause between two people at the kiosk, in ms: a morning of hours is played in seconds. */
const ARRIVAL_MS = 250;
/** How long the station may take to bring everything to the city after the network is back, in ms. */
const DRAIN_LIMIT_MS = 60_000;
/** How often the weather is looked after, in ms. */
const WEATHER_MS = 25;

export interface Morning {
  readonly account: Account;
  readonly findings: readonly Finding[];
}

/** What a person at the terminal sees while it is played. */
export type Tell = (words: string) => void;

/** Starts a town in `parts`, plays `visits` visits from `seed`, waits for quiet and compares. Throws only when the town cannot be started. */
export async function playMorning(parts: AsyncDisposableStack, visits: number, seed: number, tell: Tell, onLog: (line: string) => void): Promise<Morning> {
  const chance = new Chance(seed ^ 0x5eed);
  const findings = new Findings();
  const town = parts.use(await startTown(chance, onLog));
  tell('The town is up: gateway with PostgreSQL, hub, two counters, practice devices.');
  const open = async (windowId: string) => parts.use(await Window.open(await town.newAddress(windowId)));
  const [kiosk, admin, one, two] = await Promise.all([open('kiosk'), open('admin'), open('counter-1'), open('counter-2')]);

  const catalogue = loadCatalogue(path.join(root, 'resources', 'catalogue'));
  const procedures = town.profile.fields.flatMap(({ code }) => catalogue.search('', code, 20).procedures).filter(({ papers }) => papers.length > 0);
  const plans = planVisits(seed, visits, procedures);
  const byTicket = new Map<TicketId, PlannedVisit>();
  const issued: Issued[] = [];
  const deeds: Deeds = { calls: 0, pages: 0, receipts: new Set(), dossiers: new Map(), held: new Set(), finished: new Set() };
  const weather = new Weather({ line: town.line, printer: town.practice.printer }, performance.now());
  const broken = { is: false };
  const isOver = () => broken.is || deeds.finished.size === plans.length;

  const officer = async (window: Window, index: number): Promise<void> => {
    await playOfficer({
      window, deeds, isOver,
      devices: devicesOf(town, index),
      planOf: (ticketId) => must(byTicket.get(ticketId), 'only tickets of the kiosk are called'),
      onProgress: () => {
        tell(`${deeds.finished.size} of ${plans.length} visits, ${deeds.dossiers.size} dossiers`);
      },
    });
  };
  const looking = setInterval(() => weather.look(deeds.finished.size / plans.length, performance.now()), WEATHER_MS);
  const played = await Promise.allSettled([
    playKiosk(kiosk, plans, chance.fork(), ARRIVAL_MS, (plan, ticket) => {
      byTicket.set(ticket.ticketId, plan);
      issued.push(ticket);
    }),
    officer(one, 0),
    officer(two, 1),
  ].map(async (part) => {
    try {
      await part;
    } catch (error) {
      broken.is = true;
      throw error;
    }
  }));
  for (const part of played) {
    if (part.status === 'rejected') findings.expect(false, 'unexplained', part.reason instanceof Error ? part.reason.message : String(part.reason));
  }

  clearInterval(looking);
  while (!weather.end(performance.now())) await delay(WEATHER_MS);
  const offlineMs = Math.round(weather.offlineMs(performance.now()));
  tell('The network is back for good; waiting for quiet.');
  const healedAt = performance.now();
  for (const settle of [settlePrints, settleSync]) await settle(admin).catch((error: unknown) => findings.expect(false, 'unexplained', String(error)));
  const drainMs = Math.round(performance.now() - healedAt);

  const counted = compare({ plans, issued, deeds }, await gatherEvidence(town, kiosk, admin), findings);
  return {
    findings: findings.all,
    account: {
      seed, visits,
      ticketsIssued: issued.length,
      ticketsPrinted: counted.ticketsPrinted,
      callsMade: deeds.calls,
      dossiersOpened: deeds.dossiers.size,
      pagesScanned: deeds.pages,
      receiptsPrinted: counted.receiptsPrinted,
      offlineMs, drainMs,
      cityDossiers: counted.cityDossiers,
      cityScans: counted.cityScans,
      lost: findings.count('lost'),
      doubled: findings.count('doubled'),
      unexplained: findings.count('unexplained'),
    },
  };
}

/** The person who looks after the prints: waits for those on their way, has the failed ones printed again, marks those of which nobody knows. */
async function settlePrints(admin: Window): Promise<void> {
  await admin.until('the prints', async () => {
    const { jobs } = await admin.call('print.list', {});
    for (const { printJobId } of jobs.filter(({ state }) => state === 'failed')) await admin.call('print.retry', { printJobId });
    for (const { printJobId } of jobs.filter(({ state }) => state === 'unknown')) await admin.call('print.mark', { printJobId });
    return jobs.every(({ state }) => state === 'marked') ? true : null;
  }, { on: ['print.changed'] });
}

/** Waits until nothing waits any more, and the city has said of every dossier that it has all of it. */
async function settleSync(admin: Window): Promise<void> {
  await admin.until('quiet', async () => {
    const { sync } = await admin.call('status.read', {});
    if (sync.waitingEvents + sync.waitingScans > 0) return null;
    const { dossiers } = await admin.call('dossier.list', { limit: 200 });
    return dossiers.every(({ cityState, officialCode }) => cityState === 'complete' && officialCode !== null) ? true : null;
  }, { on: ['sync.changed', 'dossiers.changed'], limitMs: DRAIN_LIMIT_MS });
}

function devicesOf(town: Town, index: number) {
  const { reader, scanner } = must(town.practice.counters[index], 'the town has two counters');
  return {
    readCode: (text: string, torn: boolean) => {
      if (!reader.scan(text, torn ? 'torn' : null)) throw new Error('nobody listens to the reader');
    },
    loadFeeder: (pages: number, jamAfter: number | null) => {
      scanner.setFault(jamAfter === null ? 'none' : 'jam', jamAfter === null ? 1 : jamAfter + 1);
      scanner.load(pages);
    },
  };
}
