// The order --check-settings: reads settings and policy as the program would at its start, and says what is right but worth knowing.

import { statSync } from 'node:fs';
import { machinePlaces } from '../link/machine-places.ts';
import { readMachineSettings, type MachineSettings } from '../link/settings.ts';
import { readPolicy, trustedOwner } from '../link/settings-file/policy.ts';
import { WrongSettings } from '../link/settings-file/problem.ts';
import { settingsFingerprint } from '../link/settings-fingerprint.ts';
import { EXIT } from '../link/tool-orders.ts';
import { wrongSettings, type Outcome } from './outcome.ts';

/** Something that is no fault; `code` is for programs. */
interface Note {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/** Checks `file`; never starts or changes anything. */
export function checkSettings(file: string): Outcome {
  try {
    const settings = readMachineSettings(file);
    const notes = notesOn(file, settings);
    const fingerprint = settingsFingerprint(settings);
    return {
      code: EXIT.fine,
      lines: [`${file}: dùng được / can be used  [${fingerprint}]`, ...notes.flatMap(({ code, vi, en }) => [`  ${code}: ${vi}`, `    ${en}`])],
      json: { verdict: 'ok', file, fingerprint, notes },
    };
  } catch (error) {
    if (error instanceof WrongSettings) return wrongSettings(error);
    throw error;
  }
}

function notesOn(file: string, settings: MachineSettings): Note[] {
  const notes: Note[] = [];
  const note = (code: string, vi: string, en: string): void => void notes.push({ code, vi, en });
  if (settings.hub !== null) note('hub-not-used', 'Mục “hub” được đọc nhưng phiên bản này chưa dùng.', '“hub” is read, and not used by this version.');
  if (settings.city !== null && settings.city.recoveryKey === null) note('no-recovery-key', 'Chưa có city.recoveryKey: mất khóa của máy là mất dữ liệu.', 'No city.recoveryKey: a machine that loses its key loses its data.');
  if (settings.kiosk.exitPin === null) note('no-exit-pin', 'Chưa có kiosk.exitPin: không ai thoát khỏi kiosk bằng cách chạm.', 'No kiosk.exitPin: nobody leaves the kiosk by touch.');
  const policy = readPolicy(machinePlaces(process.platform, process.env).policy, trustedOwner(process.platform));
  for (const path of policy?.pinnedPaths ?? []) note('pinned', `Chính sách của máy đặt “${path.join('.')}”.`, `The machine's policy sets “${path.join('.')}”.`);
  if (process.platform === 'win32') {
    note('rights-not-looked-at', 'Trên Windows, chương trình không tự kiểm tra quyền của tệp: xem bằng icacls.', 'On Windows the program does not look at the rights of the files: see icacls.');
    return notes;
  }
  const { mode } = statSync(file);
  if ((mode & 0o022) !== 0) note('writable-by-others', 'Người khác sửa được tệp cài đặt: chmod go-w.', 'Others can change the settings file: chmod go-w.');
  if ((mode & 0o004) !== 0 && settings.city !== null) note('readable-by-others', 'Ai cũng đọc được khóa trong tệp cài đặt: chmod o-r.', 'Anybody can read the key in the settings file: chmod o-r.');
  return notes;
}
