// Breaks the bans of the shell; the mark stands on the line that must be reported.
import { ipcMain, shell } from 'electron'; // planted: house(ipc-main-in-one-file)

export const preferences = {
  nodeIntegration: true, // planted: house(no-dangerous-words)
  'webSecurity': false, // planted: house(no-dangerous-words)
  webviewTag: true, // planted: house(no-dangerous-words)
  nodeIntegrationInWorker: true, // planted: house(no-dangerous-words)
  nodeIntegrationInSubFrames: true, // planted: house(no-dangerous-words)
  allowRunningInsecureContent: true, // planted: house(no-dangerous-words)
  experimentalFeatures: true, // planted: house(no-dangerous-words)
  enableBlinkFeatures: 'x', // planted: house(no-dangerous-words)
  bypassCSP: true, // planted: house(no-dangerous-words)
};

export function breaksThem(page: { executeJavaScript(text: string): void }): void { // planted: house(no-dangerous-words)
  page.executeJavaScript('1'); // planted: house(no-dangerous-words)
  void shell.openExternal('about:blank'); // planted: house(no-dangerous-words)
  ipcMain.removeAllListeners(); // planted: house(ipc-main-in-one-file)
}
