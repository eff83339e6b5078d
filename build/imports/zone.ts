// What the import table says about one part of the tree, and the names of parts that many others may use.

/** A part of the tree with its own rights. Patterns are regular expressions on paths from the repository's root. */
export interface Zone {
  readonly name: string;
  readonly files: string;
  /** Files below `files` that belong to another zone. */
  readonly except?: string;
  /** Source of ours it may import, besides itself. */
  readonly mayImport: readonly string[];
  /** Packages it may import; 'any' only where nothing is shipped. */
  readonly packages: readonly string[] | 'any';
  /** Whether `files` names many folders that may not see each other; `mayImport` then says how each sees itself. */
  readonly knowsOnlyItsOwnFolder?: true;
  /** Whether Node's own modules may be used. */
  readonly node: boolean;
  /** Shown with every violation: why the wall stands. */
  readonly why: string;
}

export const anyShared = '^shared/';
export const life = '^electron/station/life/';
export const clock = '^electron/station/life/clock\\.ts$';
export const link = '^electron/link/';
export const transport = '^electron/station/door/transport\\.ts$';
export const settingsWords = '^resources/settings/';
export const deviceSettings = '^electron/link/devices/';
