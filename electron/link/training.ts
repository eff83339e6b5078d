// Makes the settings of a machine in training out of its own: another folder, another name, and nothing of the city.

import path from 'node:path';
import { TRAINING_STATION } from '../../shared/domain/codes/training-station.ts';
import type { MachineSettings } from './settings.ts';

/** Below the folder of the real data, whose rights it so has; the real store never looks into it. */
const FOLDER = 'training';
/** A book that no cashier has. */
const BOOK = { symbol: 'TAP', volume: '00' } as const;

/** The program of the station of training, beside the other one, as source or as bundle. */
export function trainingEntry(station: string): string {
  return path.join(path.dirname(station), `training${path.extname(station)}`);
}

/** Where everything of the training lies. */
function trainingFolder(settings: Pick<MachineSettings, 'dataFolder'>): string {
  return path.join(settings.dataFolder, FOLDER);
}

/** What is not taken over is what would reach somebody outside: the city, its updates, the account that money goes to, the second disk, the tokens with which officers sign. */
export function trainingSettings(settings: MachineSettings): MachineSettings {
  const dataFolder = trainingFolder(settings);
  const { receiptBook } = settings.payment;
  return {
    ...settings,
    dataFolder,
    profile: { ...settings.profile, station: TRAINING_STATION, lookUpSite: '' },
    city: null,
    hub: null,
    backup: {},
    logs: { ...settings.logs, folder: path.join(dataFolder, 'logs') },
    signing: { ...settings.signing, module: null },
    payment: { ...settings.payment, account: null, receiptBook: receiptBook === null ? null : { ...receiptBook, ...BOOK } },
    host: { ...settings.host, selfTestFirst: false },
  };
}
