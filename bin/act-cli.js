#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {readFileSync} = require('node:fs');
const {Script} = require('node:vm');

// The bundle, and its compiled code as the build left it beside it: compiling anew costs half as much as starting
// Node. V8 refuses code of another version of itself, and compiles the text then.
const folder = `${__dirname}/../dist`;
const filename = `${folder}/act-cli.cjs`;
const code = /^(list|help|-.*)?$/.test(process.argv[2] ?? '') ? 'light' : 'full';
const cachedData = readFileSync(`${folder}/act-cli.${code}.code`);
const bundle = new Script(readFileSync(filename, 'latin1'), {filename, cachedData});
const {main} = bundle.runInThisContext()(require);

// Every write has been waited for, so nothing is lost; without exit() Node would take its heap down piece by piece.
main(process).then((code) => process.exit(code));
