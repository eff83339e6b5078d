// Brings app and Chromium together: the app is loaded, Chromium started, and the app told that it is ready.

import path from 'node:path';
import { app } from './api/app.ts';
import { watchDownloads } from './api/downloads.ts';
import { screen } from './api/screen.ts';
import { session } from './api/session.ts';
import { webContents } from './api/web-contents.ts';
import { InstanceLock } from './api/instance-lock.ts';
import { startChromium, type Chromium } from './engine/chromium.ts';
import { setEngine, setStage, switches, type StageSetup } from './engine/stage.ts';
import { Targets } from './engine/targets.ts';

/** An app that awaits readiness at its top is never wholly loaded before; it is given this long to set its switches. */
const LOAD_MS = 250;

/** Runs an app: `before` loads what comes before it, `load` the app. */
export async function run(setup: StageSetup, before: () => void, load: () => Promise<void>): Promise<void> {
  setStage(setup);
  before();
  // Chromium comes up while the app loads, as Electron's own processes do; an app that then wishes another one gets it.
  const early = InstanceLock.isFree(app.getPath('userData')) ? launch() : null;
  const loaded = load();
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, LOAD_MS))]);
  if (app._hasEnded) return;
  const chromium = await wanted(early);
  chromium.announce();
  void chromium.ended.then(() => {
    if (app._hasEnded) return;
    process.stderr.write('electron-standin: Chromium has ended\n');
    app.exit(1);
  });
  const targets = new Targets(chromium.connection);
  const first = await targets.start();
  setEngine({ chromium, targets });
  targets.onPopup = (page) => {
    const opener = webContents.getAllWebContents().find((each) => each._line?.targetId === page.openerId);
    if (opener?._mayOpen(page.url) === false) targets.close(page.targetId);
    else page.session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
  };
  const downloads = path.join(app.getPath('userData'), 'standin.downloads');
  watchDownloads(targets.browser, session.defaultSession, (frameId) => webContents.getAllWebContents().find((each) => (each._line?.frames.get(frameId) ?? null) !== null));
  await targets.browser.send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: downloads, eventsEnabled: true });
  await screen._start(first.session, () => webContents.getAllWebContents().find((each) => each._line !== null)?._line?.session ?? null);
  app._becomeReady();
  await loaded;
}

interface Launched {
  readonly chromium: Chromium;
  readonly wishes: string;
}

function wishes(): string {
  return JSON.stringify([app.getPath('userData'), ...switches]);
}

function launch(): Launched {
  const chromium = startChromium(path.join(app.getPath('userData'), 'standin.chromium'), switches);
  process.once('exit', () => chromium.kill());
  return { chromium, wishes: wishes() };
}

/** The Chromium that the app wishes now that it is loaded. */
async function wanted(early: Launched | null): Promise<Chromium> {
  if (early?.wishes === wishes()) return early.chromium;
  early?.chromium.kill();
  await early?.chromium.ended;
  return launch().chromium;
}
