#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {readFileSync} = require('node:fs');
const {Script} = require('node:vm');

// The bundle, and its compiled code as the build left it beside it: compiling anew costs half as much as starting
// Node. V8 refuses code of another version of itself, and compiles the text then.
const file = `${__dirname}/../dist/act-cli.cjs`;
const bundle = new Script(readFileSync(file, 'latin1'), {filename: file, cachedData: readFileSync(`${file}.code`)});
const {main} = bundle.runInThisContext()(require);

main(process).then((code) => {
  process.exitCode = code;
});
