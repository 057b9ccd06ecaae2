#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {existsSync, readFileSync, writeSync} = require('node:fs');
const {Script} = require('node:vm');

const program = `${__dirname}/../dist/act-cli.cjs`;
// V8's compiled code of the program; build.mjs makes it for the version of Node that runs the build.
const cache = `${__dirname}/../dist/act-cli.${process.version}-${process.platform}-${process.arch}.cache`;

if (!existsSync(program)) {
  writeSync(2, `act-cli: the program is not built: there is no ${program}; run 'npm ci' in its folder\n`);
  process.exitCode = 2;
} else if (existsSync(cache)) {
  const text = `(function (require, module) {${readFileSync(program, 'utf8')}\n})`; // as in build.mjs
  new Script(text, {filename: program, cachedData: readFileSync(cache)}).runInThisContext()(require, module);
  start(module.exports);
} else {
  require('node:module').enableCompileCache?.(); // since Node 22.8
  start(require(program));
}

async function start({main}) {
  process.exitCode = await main(process);
}
