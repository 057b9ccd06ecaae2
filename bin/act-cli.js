#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {main} = require('../dist/act-cli.cjs');

main(process).then((code) => {
  process.exitCode = code;
});
