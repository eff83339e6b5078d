// A disk that loses what was not made durable when the power goes: contents that were not synced come back torn, names whose folder was not synced are as they were before, or not, as the cut has it.

import { cpSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machineDisk, type Disk } from '../../../electron/update/files/disk.ts';

export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

/** What is lost at the cut: names go back too, or only contents. */
export type Loss = 'contents' | 'contents-and-names';

/** Real files; after `cutAt` calls that change something, nothing answers any more until `afterCut` has left the disk as a cut would. */
export class PowerDisk implements Disk {
  readonly #cutAt: number;
  readonly #loss: Loss;
  #calls = 0;
  readonly #torn = new Set<string>();
  readonly #undo: { readonly folder: string; readonly run: () => void }[] = [];

  constructor(cutAt: number, loss: Loss) {
    this.#cutAt = cutAt;
    this.#loss = loss;
  }

  get isCut(): boolean {
    return this.#calls >= this.#cutAt;
  }

  #live(): void {
    if (this.isCut) throw new PowerCut('no power');
  }
  #act(): void {
    this.#live();
    this.#calls += 1;
  }

  read(file: string, mostBytes: number): Buffer | null {
    this.#live();
    return machineDisk.read(file, mostBytes);
  }
  names(folder: string): readonly string[] {
    this.#live();
    return machineDisk.names(folder);
  }
  freeBytes(folder: string): number {
    this.#live();
    return machineDisk.freeBytes(folder);
  }
  write(file: string, bytes: string | Uint8Array): void {
    this.#act();
    machineDisk.write(file, bytes);
    this.#torn.add(file);
  }
  syncFile(file: string): void {
    this.#act();
    machineDisk.syncFile(file);
    this.#torn.delete(file);
  }
  syncNames(folder: string): void {
    this.#act();
    machineDisk.syncNames(folder);
    for (let at = this.#undo.length - 1; at >= 0; at -= 1) if (this.#undo[at]?.folder === folder) this.#undo.splice(at, 1);
  }
  rename(from: string, to: string): void {
    this.#act();
    const replaced = existsSync(to) ? readFileSync(to) : null;
    machineDisk.rename(from, to);
    if (this.#torn.delete(from)) this.#torn.add(to);
    this.#undo.push({
      folder: path.dirname(to),
      run: () => {
        if (!existsSync(to)) return;
        renameSync(to, from);
        if (replaced !== null) writeFileSync(to, replaced);
      },
    });
  }
  removeFile(file: string): void {
    this.remove(file);
  }
  remove(target: string): void {
    this.#act();
    if (!existsSync(target)) return;
    const kept = `${target}.undeleted`;
    rmSync(kept, { recursive: true, force: true });
    cpSync(target, kept, { recursive: true });
    machineDisk.remove(target);
    this.#undo.push({
      folder: path.dirname(target),
      run: () => {
        if (!existsSync(target)) renameSync(kept, target);
      },
    });
  }
  makeFolder(folder: string): void {
    this.#act();
    machineDisk.makeFolder(folder);
  }

  /** Leaves the disk as the cut left it. */
  afterCut(): void {
    if (this.#loss === 'contents-and-names') for (const { run } of this.#undo.toReversed()) run();
    for (const file of this.#torn) if (existsSync(file)) truncateSync(file, Math.floor(readFileSync(file).length / 2));
  }
}
