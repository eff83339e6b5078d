// Builds the page's parts and hands them to each other: transport, client, language, screen.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../shared/base/must.ts';
import { App } from './app.tsx';
import { createBridgeTransport } from './client/bridge-transport.ts';
import type { MotCuaBridge } from './client/bridge-transport.ts';
import { createClient } from './client/client.ts';
import { createSocketTransport, socketUrlOf } from './client/socket-transport.ts';
import type { Transport } from './client/transport.ts';
import { createLanguageStore } from './parts/texts/use-texts.tsx';
import './parts/theme.css';
import './parts/common.css';

declare global {
  interface Window {
    /** There in Electron only. */
    readonly motCua?: MotCuaBridge;
  }
}

function chooseTransport(): Transport {
  return window.motCua === undefined ? createSocketTransport(socketUrlOf(location.href)) : createBridgeTransport(window.motCua);
}

/** Starts the window's one screen. */
export function start(): void {
  const client = createClient(chooseTransport(), { now: () => Date.now() });
  createRoot(must(document.getElementById('root'), 'index.html has a place for the page')).render(
    <StrictMode>
      <App client={client} wallClock={() => Date.now()} language={createLanguageStore()} />
    </StrictMode>,
  );
}
