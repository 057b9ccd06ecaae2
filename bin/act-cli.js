#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {existsSync, fstatSync, readFileSync} = require('node:fs');
const {Script} = require('node:vm');

// The program, and its compiled code as the build left it beside it: compiling anew costs half as much as starting
// Node. V8 refuses code of another version of itself, and compiles the text then.
const folder = `${__dirname}/../dist`;
const filename = `${folder}/act-cli.cjs`;
const output = fstatSync(1).isCharacterDevice() ? 'terminal' : 'pipe';
const [command] = [process.argv[2], 'help'].filter((name) => existsSync(`${folder}/code/${name}.${output}`));
const cachedData = readFileSync(`${folder}/code/${command}.${output}`);
const program = new Script(readFileSync(filename, 'utf8'), {filename, cachedData});
const {main} = program.runInThisContext()(require);

// Every write has been waited for, so nothing is lost; without exit() Node would take its heap down piece by piece.
main(process).then((code) => process.exit(code));
