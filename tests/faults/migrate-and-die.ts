// A process that brings a store to the newest schema and kills itself after a given statement; made to be killed. Arguments: file, hex key, statement.

import { migrate } from '../../electron/station/store/migrate.ts';
import { migrations } from '../../electron/station/store/migrations/all.ts';
import { openConnection } from '../../electron/station/store/open-connection.ts';
import { statementsOf } from './statements.ts';

const [file = '', key = '', last = ''] = process.argv.slice(2);
let left = Number(last);
const connection = openConnection(file, Buffer.from(key, 'hex'));
connection.function('die_after_enough', () => {
  left -= 1;
  if (left < 0) process.kill(process.pid, 'SIGKILL');
  return 0;
});
migrate(connection, migrations.map(({ version, sql }) => ({ version, sql: statementsOf(sql).map((statement) => `${statement}\nSELECT die_after_enough();`).join('\n') })));
connection.close();
