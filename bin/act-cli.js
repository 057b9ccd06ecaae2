#!/usr/bin/env node
// CommonJS (see package.json beside this file): an ES module as the entry costs a quarter more of the whole start-up.
// Node compiles its own functions when they are first called: of what does the same, this takes what calls fewest.
const {getBuiltinModule} = process; // quicker than require()
const {closeSync, constants, fstatSync, openSync, readvSync, writeSync} = getBuiltinModule('node:fs');
const {Script} = getBuiltinModule('node:vm');

const folder = `${__dirname}/../dist`;
// No file of dist/ is longer (build.mjs). All share one memory: fresh memory costs as much as the reading.
const memory = new Uint8Array(2 ** 20);
const {latin1Slice} = Buffer.prototype;

const output = (fstatSync(1).mode & constants.S_IFMT) === constants.S_IFCHR ? 'terminal' : 'pipe';
const {main} = run('act-cli', [`${process.argv[2]}.${output}`, `help.${output}`])(getBuiltinModule, () =>
  run('options', ['options']),
);

// Every write has been waited for, so nothing is lost; if it just ended, Node would take its heap down piece by piece.
// exit() is reallyExit() after it has told its listeners, of whom there are none.
main(process).then((code) => process.reallyExit(code));

/**
 * What a script of dist/ gives. The build has left its compiled code beside it, under the first of some names that is
 * there: compiling anew costs half as much as starting Node. V8 refuses code of another version of itself, and compiles
 * the text then.
 */
function run(script, names) {
  const filename = `${folder}/${script}.cjs`;
  const length = read(filename);
  if (length === undefined) {
    writeSync(2, `act-cli: the program is not built: there is no ${filename}; run 'npm ci' in its folder\n`);
    process.exit(2);
  }
  const text = latin1Slice.call(memory, 0, length); // scripts are ASCII
  let size;
  for (const name of names) size ??= read(`${folder}/code/${name}`);
  const cachedData = size && new Uint8Array(memory.buffer, 0, size);
  return new Script(text, {filename, cachedData}).runInThisContext();
}

/** Reads a file into `memory`, over what was there; gives the number of its bytes, or undefined where it is not there. */
function read(path) {
  let file;
  try {
    file = openSync(path);
  } catch {
    return undefined;
  }
  const size = readvSync(file, [memory]);
  closeSync(file);
  return size;
}
