// What `import … from 'electron'` gives under the stand-in.

import { missing } from './trap.ts';

export { app } from './api/app.ts';
export { BrowserWindow } from './api/browser-window.ts';
export { ipcMain } from './api/ipc-main.ts';
export { globalShortcut, Menu, powerMonitor, powerSaveBlocker } from './api/recorded.ts';
export { safeStorage } from './api/safe-storage.ts';
export { screen } from './api/screen.ts';
export { protocol, session } from './api/session.ts';
export { utilityProcess } from './api/utility-process.ts';
export { webContents } from './api/web-contents.ts';

export const autoUpdater = missing('autoUpdater');
export const BaseWindow = missing('BaseWindow');
export const BrowserView = missing('BrowserView');
export const clipboard = missing('clipboard');
export const contentTracing = missing('contentTracing');
export const crashReporter = missing('crashReporter');
export const desktopCapturer = missing('desktopCapturer');
export const dialog = missing('dialog');
export const inAppPurchase = missing('inAppPurchase');
export const MenuItem = missing('MenuItem');
export const MessageChannelMain = missing('MessageChannelMain');
export const nativeImage = missing('nativeImage');
export const nativeTheme = missing('nativeTheme');
export const net = missing('net');
export const netLog = missing('netLog');
export const Notification = missing('Notification');
export const pushNotifications = missing('pushNotifications');
export const shell = missing('shell');
export const systemPreferences = missing('systemPreferences');
export const TouchBar = missing('TouchBar');
export const Tray = missing('Tray');
export const View = missing('View');
export const WebContentsView = missing('WebContentsView');
export const webFrameMain = missing('webFrameMain');
