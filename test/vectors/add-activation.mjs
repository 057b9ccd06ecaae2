// Makes everything that is generated for an activation whose record and definition are written: its vectors and other
// references, the hashes of all 16- and 8-bit inputs, the errors of `--fast`, the pages.
// Usage: npm run add-activation logish [name ...]
import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {imported} from './imported.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const names = process.argv.slice(2);

const records = await imported("export {allActivations} from './src/activations/registry.ts'").then(
  ({allActivations}) => allActivations().filter(({expand}) => expand === undefined),
);
/** Those of several numbers, of whose slices nothing is stated for `--fast`, but whose planes have hashes of their own. */
const several = names.filter((name) => records.some((record) => record.name === name && record.inputs));
const single = names.filter((name) => !several.includes(name));

const python = (script, these = names) => ['python3', `test/vectors/${script}`, ...these];
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(`${top}/docs`).map((page) => `docs/${page}`)];
/** One stage after the other. The first refuses a definition whose parts contradict each other; the slowest is last. */
const stages = [
  [{command: python('generate.py'), writes: names.map((name) => `test/vectors/${name}.json`)}],
  [
    ...(single.length > 0
      ? [{command: ['node', 'test/vectors/fast-errors.mjs', ...single], writes: ['src/activations/fast-errors.ts']}]
      : []),
    ...(several.length > 0 ? [{command: python('gated.py', several), writes: ['test/vectors/gated.json']}] : []),
    {command: python('extrema.py'), writes: ['test/vectors/extrema.json']},
  ],
  [
    {command: ['npm', 'run', '--silent', 'docs'], writes: pages},
    {command: python('regions.py'), writes: ['test/vectors/regions.json']},
    {command: python('moments.py'), writes: ['test/vectors/moments.json']},
    {command: python('second.py'), writes: ['test/vectors/second.json']},
  ],
  [{command: python('exhaustive.py'), writes: ['test/vectors/exhaustive.json']}],
];

/** What a command printed, or undefined if it failed, which is then told. */
function outputOf([program, ...words]) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {cwd: top});
    let [printed, complaint] = ['', ''];
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.on('error', ({message}) => (complaint += message));
    child.on('close', (code) => {
      if (code !== 0) console.error(`${program} ${words.join(' ')} failed:\n${printed}${complaint}`);
      resolve(code === 0 ? printed : undefined);
    });
  });
}

/** The ends that the range of each record must have; those of a function that oscillates are the ones near 0. */
function ranges() {
  const found = JSON.parse(readFileSync(`${top}/test/vectors/extrema.json`, 'utf8'));
  const named = found.filter(({activation}) => names.includes(activation));
  return named.map(
    ({activation, infimum, supremum}) => `range of ${activation}: from ${Number(infimum)} to ${Number(supremum)}`,
  );
}

const contentOf = (file) => (existsSync(`${top}/${file}`) ? readFileSync(`${top}/${file}`, 'utf8') : undefined);
const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s`;

/** Runs a command, tells which files it changed, and gives whether it went well. */
async function make({command, writes}) {
  const start = performance.now();
  const before = writes.map(contentOf);
  const printed = await outputOf(command);
  if (printed === undefined) return false;
  const changed = writes.filter((file, i) => contentOf(file) !== before[i]);
  const told = changed.length > 0 ? changed.join(', ') : `nothing new in ${writes.join(', ')}`;
  console.log(`${secondsSince(start)}  ${told}`);
  return true;
}

/** Makes each of them, two at a time; gives whether all went well. */
async function makeAll(stage) {
  const rest = [...stage];
  const makeNext = async () => {
    const next = rest.shift();
    return next === undefined || ((await make(next)) && makeNext());
  };
  return (await Promise.all([makeNext(), makeNext()])).every((well) => well);
}

/** What must be written by hand before anything can be made; undefined where that cannot be told. */
async function missing() {
  const listed = await outputOf(['python3', 'test/vectors/definitions.py']);
  if (listed === undefined) return undefined;
  const definitions = listed.split(/\s+/);
  const without = (known) => names.filter((name) => !known.includes(name));
  return [
    ...without(records.map(({name}) => name)).map(
      (name) => `${name} has no record: write it in its family's file, src/activations/families/*.ts`,
    ),
    ...without(definitions).map((name) => `${name} has no define('${name}', ...) in test/vectors/definitions.py`),
  ];
}

async function main() {
  const start = performance.now();
  if (names.length === 0) {
    console.error('Usage: npm run add-activation <name> [name ...]');
    return 2;
  }
  const lacking = await missing();
  if (lacking === undefined) {
    console.error('Nothing is written: definitions.py must run, in Python 3 with mpmath (pip install mpmath==1.3.0).');
    return 2;
  }
  if (lacking.length > 0) {
    console.error([...lacking, 'Nothing is written.'].join('\n'));
    return 2;
  }
  for (const stage of stages) if (!(await makeAll(stage))) return 1;
  for (const line of ranges()) console.log(line);
  console.log(`${secondsSince(start)}  in all; npm test compares them`);
  return 0;
}

process.exitCode = await main();
