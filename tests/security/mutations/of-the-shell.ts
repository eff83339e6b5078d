// Guards of the Electron shell: who is heard, where a page may go, what it may open, what it may ask the machine for.

import { guard, shell, unit } from './guard.ts';

const [SENDER, LOCKS, ORIGIN, RELAY] = ['electron/shell/sender-check.ts', 'electron/shell/lock-down.ts', 'electron/shell/page-origin.ts', 'electron/shell/frame-relay.ts'];
const sender = unit('electron/shell/sender-check.test.ts');
const locks = unit('electron/shell/lock-down.test.ts');

export const shellMutations = [
  guard('shell: a message of a foreign origin', SENDER, ' || !isOurPage(frame.url)', '', sender),
  guard('shell: a message of a frame within a page', SENDER, 'frame.parent !== null || ', '', sender),
  guard('shell: a message of nobody', SENDER, 'frame === null || ', '', sender),
  guard('shell: will-navigate', LOCKS, `if (refuseStrangers(event, event.url)) onRefused('navigate');`, '', locks),
  guard('shell: will-frame-navigate', LOCKS, `if (refuseStrangers(event, event.url)) onRefused('frame-navigate');`, '', locks),
  guard('shell: will-redirect', LOCKS, `if (refuseStrangers(event, event.url)) onRefused('redirect');`, '', locks),
  guard('shell: new windows', LOCKS, `return { action: 'deny' };`, `return { action: 'allow' };`, locks),
  guard('shell: webview', LOCKS, `event.preventDefault();\n    onRefused('attach');`, `onRefused('attach');`, locks),
  guard('shell: permission requests', LOCKS, 'answer(false);', 'answer(true);', locks),
  guard('shell: permission checks of other windows', LOCKS, 'contents !== null && maySpeak(contents.id) && (permission', '(permission', locks),
  guard('shell: other permissions of the board', LOCKS, `(permission === 'speaker-selection' || (permission === 'media' && mediaType === 'audio'))`, 'true', locks),
  guard('shell: devices', LOCKS, 'session.setDevicePermissionHandler(() => false);', 'session.setDevicePermissionHandler(() => true);', locks),
  guard('shell: downloads', LOCKS, 'if (what === null || !maySave(contents.id, what)) event.preventDefault();', '', locks),
  guard('shell: look-alike hosts', ORIGIN, 'url.hostname === PAGE_HOST &&', '', unit('electron/shell/page-origin.test.ts')),
  guard('shell: addresses with a user', ORIGIN, `url.username === '' &&`, '', unit('electron/shell/page-origin.test.ts')),
  guard('shell: size of a call', RELAY, `if (text.length > MAX_REQUEST_CHARS) return Promise.resolve(refusal('request.too-large'));`, '', unit('electron/shell/frame-relay.test.ts')),
  guard('shell: strict calls', RELAY, 'z.strictObject({ command:', 'z.object({ command:', unit('electron/shell/frame-relay.test.ts')),
  guard('shell: a page that arrived elsewhere is led back', 'electron/shell/shell-window.ts', 'load(PAGE_URL);\n  });\n  contents.on(\'did-finish-load\'', '});\n  contents.on(\'did-finish-load\'', shell('tests/shell/security-navigation.spec.ts', 'is led back')),
  guard('shell: will-navigate, in the stand-in', LOCKS, `event.preventDefault();\n  return true;`, `return true;`, shell('tests/shell/security-navigation.spec.ts', 'led by location')),
  guard('shell: a message of a foreign origin, in the stand-in', SENDER, ' || !isOurPage(frame.url)) return null;\n  return windowOf(event.sender.id);', `) return null;\n  return windowOf(event.sender.id) ?? windowOf(1) ?? windowOf(2);`, shell('tests/shell/security-ipc.spec.ts', 'of a foreign origin')),
  guard('shell: windows of the last good settings', 'electron/link/settings-reading.ts', 'lastGood?.windows ?? windowsIn(loose)', 'windowsIn(loose)', unit('electron/link/last-good.test.ts')),
  guard('shell: the PIN of the last good settings', 'electron/shell/run.ts', '(lastGood?.exitPin ?? null)', 'null', shell('tests/shell/unreadable.spec.ts', 'a kiosk without settings')),
  guard('shell: keys', LOCKS, 'if (!isKeyAllowed(role, input)) event.preventDefault();', '', shell('tests/shell/security-kiosk.spec.ts', 'keys that browse')),
];
