#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {existsSync, fstatSync, readFileSync, writeSync} = require('node:fs');
const {Script} = require('node:vm');

const folder = `${__dirname}/../dist`;
if (!existsSync(`${folder}/act-cli.cjs`)) {
  writeSync(2, `act-cli: the program is not built: there is no ${folder}/act-cli.cjs; run 'npm ci' in its folder\n`);
  process.exit(2);
}

const output = fstatSync(1).isCharacterDevice() ? 'terminal' : 'pipe';
const code = [process.argv[2], 'help'].map((command) => `${command}.${output}`);
const {main} = open('act-cli', code)(require, () => open('options', ['options']));

// Every write has been waited for, so nothing is lost; without exit() Node would take its heap down piece by piece.
main(process).then((code) => process.exit(code));

/**
 * What a script of dist/ gives. The build has left its compiled code beside it, under the first of some names that
 * exists: compiling anew costs half as much as starting Node. V8 refuses code of another version of itself, and compiles
 * the text then.
 */
function open(script, code) {
  const filename = `${folder}/${script}.cjs`;
  const path = code.map((name) => `${folder}/code/${name}`).find(existsSync);
  const cachedData = path === undefined ? undefined : readFileSync(path);
  return new Script(readFileSync(filename, 'utf8'), {filename, cachedData}).runInThisContext();
}
