#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry takes a quarter longer to start.
const {existsSync, readFileSync} = require('node:fs');
const {Script} = require('node:vm');
const dist = `${__dirname}/../dist`;
const program = `${dist}/act-cli.cjs`;
// V8's compiled code of what a command calls; build.mjs makes it for the version of Node that runs the build.
const cacheOf = (name) => `${dist}/${name}.${process.version}-${process.platform}-${process.arch}.cache`;
// What is neither a command nor an option is likely an activation, which is shown.
const [, , word = '--help'] = process.argv;
const cache = [word, word.startsWith('-') ? 'all' : 'show'].map(cacheOf).find(existsSync);
if (!existsSync(program)) {
  process.stderr.write(`act-cli: the program is not built: there is no ${program}; run 'npm ci' in its folder\n`);
  process.exitCode = 2;
} else {
  if (cache === undefined) require('node:module').enableCompileCache?.(); // since Node 22.8
  const {main} = cache === undefined ? require(program) : compiled();
  main(process, dist).then((code) => Object.assign(process, {exitCode: code}));
}
function compiled() {
  const text = `(function (require, module) {${readFileSync(program, 'utf8')}\n})`; // as in build.mjs
  new Script(text, {filename: program, cachedData: readFileSync(cache)}).runInThisContext()(require, module);
  return module.exports;
}
