// What a test, the control page or a practice run can do with the virtual devices on serial lines: displays above the counters, a button panel, keypads.

/** What goes wrong with a display: it answers nothing, it answers nonsense, it answers late, or it has no power. */
export const DISPLAY_FAULTS = ['mute', 'garbage', 'slow', 'dark'] as const;
export type DisplayFault = (typeof DISPLAY_FAULTS)[number];

/** All displays of a point on one line, each with the address of its counter. */
export interface VirtualDisplays extends AsyncDisposable {
  readonly port: number;
  readonly controlUrl: string;
  /** What is lit above a counter, four characters; null before anything was sent, or without power. */
  textOf(counter: number): string | null;
  /** How often a display has been sent something that it understood. */
  shownCount(counter: number): number;
  faultOf(counter: number): DisplayFault | null;
  setFault(counter: number, fault: DisplayFault | null): void;
  isPlugged(): boolean;
  setPlugged(wanted: boolean): Promise<void>;
}

/** Panel (address 99) and keypads (address of their counter) of a point on one line. */
export interface VirtualButtons extends AsyncDisposable {
  readonly port: number;
  readonly controlUrl: string;
  /** Presses a button once; false if nobody is connected. */
  press(address: number, button: number): boolean;
  /** Says that a button was pressed so many times at once, as one with a broken contact does. */
  chatter(address: number, button: number, times: number): boolean;
  /** Sends bytes that are no frame. */
  babble(bytes: number): boolean;
  /** Lit lamps of the panel. */
  lamps(): readonly number[];
  /** How often a keypad was told that its press did nothing. */
  beepsOf(counter: number): number;
  isConnected(): boolean;
  isPlugged(): boolean;
  setPlugged(wanted: boolean): Promise<void>;
}

export const PANEL_ADDRESS = 99;
