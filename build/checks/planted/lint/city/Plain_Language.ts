import { readFile } from 'fs/promises'; // planted: unicorn(prefer-node-protocol) unicorn(filename-case)
import { join } from 'node:path'; // planted: import(no-duplicates)
import { sep } from 'node:path';
import './promises'; // planted: house(imports-say-their-ending)
export * from './types.ts'; // planted: house(no-barrels)

export default function breaksThem(path: string): unknown { // planted: import(no-default-export)
  var old = join(path, sep); // planted: eslint(no-var)
  let fixed = old; // planted: eslint(prefer-const)
  path = fixed; // planted: eslint(no-param-reassign)
  if (path == '') console.log(path); // planted: eslint(eqeqeq) eslint(no-console)
  eval(path); // planted: eslint(no-eval)
  alert(path); // planted: eslint(no-alert)
  try {
    return readFile(path);
  } catch {} // planted: house(no-empty-catch)
  return new Function(path); // planted: house(no-function-from-text) typescript(no-implied-eval)
}
