// A keeper as a process of its own that kills itself at the n-th call to the disk: node keeper-and-die.ts CONFIG DIE_AT. 0 never dies.

import { readFileSync } from 'node:fs';
import { readKeyList } from '../../../electron/update/bundle/keys.ts';
import { machineDisk, type Disk } from '../../../electron/update/files/disk.ts';
import { keeperOf } from '../../../electron/update/keeper/build-keeper.ts';
import { readKeeperConfig } from '../../../electron/update/keeper/config.ts';
import { placesOf } from '../../../electron/update/notes.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { createLog } from '../../../electron/station/life/log.ts';
import { TEST_RESERVE_BYTES } from './update-world.ts';

const [file = '', dieAt = '0'] = process.argv.slice(2);
const config = readKeeperConfig(file);
const calls = { count: 0 };
/** Reading kills nobody: what is read again and again while a program runs would make the count a matter of luck. */
function orDie<Args extends unknown[], Answer>(call: (...args: Args) => Answer): (...args: Args) => Answer {
  return (...args) => {
    calls.count += 1;
    // Before the act and after it are both told apart: odd numbers die before, even ones after.
    if (calls.count * 2 - 1 === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
    const answer = call(...args);
    if (calls.count * 2 === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
}
const disk: Disk = {
  ...machineDisk,
  write: orDie(machineDisk.write), syncFile: orDie(machineDisk.syncFile), syncNames: orDie(machineDisk.syncNames), rename: orDie(machineDisk.rename), remove: orDie(machineDisk.remove), removeFile: orDie(machineDisk.removeFile), makeFolder: orDie(machineDisk.makeFolder),
};
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
const log = createLog('keeper', systemClock.now, (line) => process.stderr.write(line));
await keeperOf({ config, keys: readKeyList(readFileSync(config.keys, 'utf8')), places: placesOf(config.updates), disk, clock: systemClock, log, reserveBytes: TEST_RESERVE_BYTES }).run(stop.signal);
