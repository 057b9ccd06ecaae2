#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
const {getBuiltinModule} = process; // quicker than require()
const {closeSync, fstatSync, openSync, readSync, writeSync} = getBuiltinModule('node:fs');
const {Script} = getBuiltinModule('node:vm');

const folder = `${__dirname}/../dist`;
let memory = Buffer.allocUnsafeSlow(2 ** 20);

const output = fstatSync(1).isCharacterDevice() ? 'terminal' : 'pipe';
const {main} = run('act-cli', [`${process.argv[2]}.${output}`, `help.${output}`])(getBuiltinModule, () =>
  run('options', ['options']),
);

// Every write has been waited for, so nothing is lost; without exit() Node would take its heap down piece by piece.
main(process).then((code) => process.exit(code));

/**
 * What a script of dist/ gives. The build has left its compiled code beside it, under the first of some names that is
 * there: compiling anew costs half as much as starting Node. V8 refuses code of another version of itself, and compiles
 * the text then.
 */
function run(script, names) {
  const filename = `${folder}/${script}.cjs`;
  const text = read(filename)?.latin1Slice();
  if (text === undefined) {
    writeSync(2, `act-cli: the program is not built: there is no ${filename}; run 'npm ci' in its folder\n`);
    process.exit(2);
  }
  let cachedData;
  for (const name of names) cachedData ??= read(`${folder}/code/${name}`);
  return new Script(text, {filename, cachedData}).runInThisContext();
}

/** A file's bytes (a script's are ASCII), until the next is read: they share their memory, for fresh memory costs as much as the reading. */
function read(path) {
  let file;
  try {
    file = openSync(path);
  } catch {
    return undefined;
  }
  const {size} = fstatSync(file);
  if (memory.length < size) memory = Buffer.allocUnsafeSlow(size);
  readSync(file, memory, 0, size, 0);
  closeSync(file);
  return memory.subarray(0, size);
}
