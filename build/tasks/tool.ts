// `npm run tool -- ORDER`: the command line of a machine under plain Node, from its source; `npm run tool -- --help` lists the orders.

import '../../electron/tools/main.ts';
