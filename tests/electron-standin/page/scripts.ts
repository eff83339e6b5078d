// Puts the sources of the page's worlds together as text for Chromium.

import { makeBridgeEnd } from './bridge-end.ts';
import { makeCodec } from './codec.ts';
import { KEY_QUESTION, keyWatch } from './keys.ts';
import { pageWorld, preloadWorld, type WorldSetup } from './worlds.ts';

const tools = `{ makeCodec: ${makeCodec.toString()}, makeBridgeEnd: ${makeBridgeEnd.toString()} }`;

/** Script for the page's own world. */
export function pageScript(setup: WorldSetup): string {
  return `(${pageWorld.toString()})(${JSON.stringify({ ...setup, process: {} })}, ${tools});`;
}

/** Script for the world of the preload whose text is given. */
export function preloadScript(setup: WorldSetup, text: string): string {
  return `(${preloadWorld.toString()})(${JSON.stringify(setup)}, ${tools}, function (exports, require, module, process) {\n${text}\n});`;
}

/** Script that asks about every key. */
export const keyScript = `(${keyWatch.toString()})(${JSON.stringify(KEY_QUESTION)});`;
