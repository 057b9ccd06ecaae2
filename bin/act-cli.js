#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {existsSync, fstatSync, readFileSync, writeSync} = require('node:fs');
const {Script} = require('node:vm');

const folder = `${__dirname}/../dist`;
const filename = `${folder}/act-cli.cjs`;
if (!existsSync(filename)) {
  writeSync(2, `act-cli: the program is not built: there is no ${filename}; run 'npm ci' in its folder\n`);
  process.exit(2);
}

// The compiled code of the program, as the build left it beside it: compiling anew costs half as much as starting Node.
// V8 refuses code of another version of itself, and compiles the text then.
const output = fstatSync(1).isCharacterDevice() ? 'terminal' : 'pipe';
const [code] = [process.argv[2], 'help'].map((name) => `${folder}/code/${name}.${output}`).filter(existsSync);
const cachedData = code === undefined ? undefined : readFileSync(code);
const program = new Script(readFileSync(filename, 'utf8'), {filename, cachedData});
const {main} = program.runInThisContext()(require);

// Every write has been waited for, so nothing is lost; without exit() Node would take its heap down piece by piece.
main(process).then((code) => process.exit(code));
