// How a window stands: its place, its states, its title; and what no window of Chromium's can have.

import type { WebContents } from './web-contents.ts';
import { screen } from './screen.ts';
import type { Bounds } from '../engine/window-place.ts';
import { emitterFor } from '../trap.ts';

/** What `BrowserWindow` stands on. Members with a line before their name are the stand-in's own. */
export abstract class WindowState extends emitterFor('BrowserWindow') {
  abstract readonly webContents: WebContents;
  _bounds: Bounds = { x: 0, y: 0, width: 800, height: 600 };
  _fullscreen = false;
  _kiosk = false;
  _title = '';
  _isShown = true;
  /** Asked to hide; a window that was never shown is on its display all the same. */
  _isHidden = false;
  _isMinimized = false;
  _isFocused = false;

  /** Puts Chromium's window where this one is. */
  abstract _place(): void;

  show(): void {
    this._isShown = true;
    if (this._isHidden) {
      this._isHidden = false;
      this._place();
    }
    this.emit('show', {});
  }

  showInactive(): void {
    this.show();
  }

  hide(): void {
    this._isShown = false;
    this._isHidden = true;
    this._place();
    this.emit('hide', {});
  }

  isVisible(): boolean {
    return this._isShown && !this._isMinimized;
  }

  focus(): void {
    this._isFocused = true;
    this.webContents.focus();
    this.emit('focus', {});
  }

  blur(): void {
    this._isFocused = false;
    this.emit('blur', {});
  }

  isFocused(): boolean {
    return this._isFocused;
  }

  moveTop(): void {
    this.webContents.focus();
  }

  minimize(): void {
    this._isMinimized = true;
    this._place();
    this.emit('minimize', {});
  }

  isMinimized(): boolean {
    return this._isMinimized;
  }

  restore(): void {
    this._isMinimized = false;
    this._place();
    this.emit('restore', {});
  }

  getBounds(): Bounds {
    return this._fullscreen ? (screen.getDisplayMatching(this._bounds)?.bounds ?? this._bounds) : this._bounds;
  }

  setBounds(bounds: Partial<Bounds>): void {
    this._bounds = { ...this._bounds, ...bounds };
    this._place();
    this.emit('resize', {});
    this.emit('move', {});
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setFullScreen(fullscreen: boolean): void {
    this._fullscreen = fullscreen;
    this._place();
  }

  isFullScreen(): boolean {
    return this._fullscreen;
  }

  setKiosk(kiosk: boolean): void {
    this._kiosk = kiosk;
    this.setFullScreen(kiosk);
  }

  isKiosk(): boolean {
    return this._kiosk;
  }

  setTitle(title: string): void {
    this._title = title;
  }

  getTitle(): string {
    return this._title;
  }

  setAlwaysOnTop(): void {
    // No window of Chromium's can be.
  }

  setVisibleOnAllWorkspaces(): void {
    // As above.
  }

  setMenu(): void {
    // There is none.
  }

  removeMenu(): void {
    // There is none.
  }

  setMenuBarVisibility(): void {
    // There is none.
  }

  setContentProtection(): void {
    // No window of Chromium's has it.
  }
}
