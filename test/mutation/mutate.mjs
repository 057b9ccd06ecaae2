/**
 * Mutation testing: does a test fail when a line of src is wrong? Some mutants of each file, chosen by the seed, are
 * put in the place of their line, one at a time and in memory only, and the test files that run the line are run, those
 * of the same folder first. Usage:
 *
 *     npm run mutate -- [--seed 1] [--per-file 3] [src/exact src/check/ulps.ts ...]
 *
 * Prints each mutant that no test sees, and a score for each folder; about half an hour.
 * What no test can see, as a bound that is wider than it was or a result that is no longer remembered, is listed in
 * equivalent.json with the reason, and not counted.
 */
import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {setPriority, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {described, mutantsOf, mutated, watched} from './mutants.mjs';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {seed: {type: 'string', default: '1'}, 'per-file': {type: 'string', default: '3'}},
});
const folders = ['exact', 'interval', 'regions', 'shape', 'check', 'input'].map((name) => `src/${name}`);
const targets = positionals.length > 0 ? positionals : folders;
const perFile = Number(values['per-file']);
const work = mkdtempSync(join(tmpdir(), 'act-cli-mutation-'));
let running;
const stop = () => {
  if (running !== undefined) process.kill(-running, 'SIGKILL');
  running = undefined;
};
process.on('exit', () => {
  stop();
  rmSync(work, {recursive: true, force: true});
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
// Whoever works on the same machine goes first.
setPriority(10);

const say = (text) => process.stdout.write(`${text}\n`);
const files = targets
  .flatMap((target) =>
    statSync(target).isFile()
      ? [target]
      : readdirSync(target, {recursive: true, encoding: 'utf8'}).map(
          (file) => `${target}/${file.replaceAll('\\', '/')}`,
        ),
  )
  .filter((file) => file.endsWith('.ts'))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const equivalents = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));

/** Numbers in [0, 1) by mulberry32, from a text. */
function random(text) {
  let state = 0;
  for (const character of text) state = (Math.imul(state, 31) + character.codePointAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The mutants of a file in the order of the seed: one for each place before a second one. */
function chosen(file, source) {
  const next = random(`${values.seed} ${file}`);
  const shuffled = mutantsOf(source)
    .map((mutant) => ({mutant, key: next()}))
    .sort((a, b) => a.key - b.key)
    .map(({mutant}) => ({file, ...mutant, ...described(source, mutant)}));
  for (const entry of equivalents.filter((each) => each.file === file)) {
    if (!shuffled.some((mutant) => isOf(mutant, entry))) say(`no longer in ${file}: ${entry.to}`);
  }
  const places = new Set();
  return shuffled
    .filter(({start}) => !places.has(start) && places.add(start))
    .slice(0, perFile)
    .sort((a, b) => a.start - b.start);
}

function isOf(mutant, {from, to}) {
  return mutant.from === from && mutant.to === to;
}

/** Runs test files, until `limit` milliseconds go by without the end of another. */
function runTests({changed, order, isolate, setup, limit}) {
  const plan = join(work, 'plan.json');
  writeFileSync(plan, JSON.stringify({files: changed, order, isolate, setup}));
  const env = {...process.env, ACT_CLI_MUTATION: plan, ACT_CLI_REACHED: join(work, 'reached')};
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutation/vitest.config.mjs'];
  const child = spawn(process.execPath, args, {env, detached: true, stdio: ['ignore', 'pipe', 'pipe']});
  running = child.pid;
  return new Promise((resolve) => {
    const ended = [];
    let [text, errors, late] = ['', '', false];
    const wait = () =>
      setTimeout(() => {
        late = true;
        stop();
      }, limit(ended));
    let timer = wait();
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.stdout.on('data', (data) => {
      text += data;
      const lines = text.split('\n');
      text = lines.pop();
      for (const line of lines) if (line.startsWith('{"file"')) ended.push(JSON.parse(line));
      clearTimeout(timer);
      timer = wait();
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      running = undefined;
      resolve({ended, errors, outcome: late ? 'endless' : code === 0 ? 'survived' : 'killed'});
    });
  });
}

const sample = [...sources].flatMap(([file, source]) => chosen(file, source));
const isEquivalent = (mutant) => equivalents.some((entry) => entry.file === mutant.file && isOf(mutant, entry));
const mutants = sample.filter((mutant) => !isEquivalent(mutant));
const changed = {};
for (const [file, source] of sources) {
  const own = mutants.filter((mutant) => mutant.file === file);
  changed[file] = watched(source, own, mutants.indexOf(own[0]));
}
writeFileSync(join(work, 'reached'), '');
say(`${mutants.length} mutants of ${files.length} files, seed ${values.seed}; first the tests as they are`);
const sound = await runTests({changed, isolate: true, setup: ['test/mutation/reached.mjs'], limit: () => 600_000});
if (sound.outcome !== 'survived') throw new Error(`the tests fail without any mutant:\n${sound.errors}`);
const durations = new Map(sound.ended.map(({file, ms}) => [file, ms]));
const reachedBy = mutants.map(() => []);
for (const line of readFileSync(join(work, 'reached'), 'utf8').trim().split('\n')) {
  const {file, reached} = JSON.parse(line);
  for (const i of reached) reachedBy[i].push(file);
}

const folderOf = (file) => file.split('/')[1];
const outcomes = sample.filter(isEquivalent).map(({file}) => ({file, outcome: 'equivalent'}));
for (const [i, mutant] of mutants.entries()) {
  const {file, line, column, from, to} = mutant;
  const home = (test) => (folderOf(test) === folderOf(file) ? 0 : 1);
  const order = reachedBy[i].sort((a, b) => home(a) - home(b) || durations.get(a) - durations.get(b));
  const limit = (ended) => 15_000 + 5 * (durations.get(order[ended.length]) ?? 0);
  const changed = {[file]: mutated(sources.get(file), mutant)};
  const {outcome} =
    order.length === 0 ? {outcome: 'survived'} : await runTests({changed, order, isolate: false, limit});
  outcomes.push({file, outcome});
  if (outcome !== 'survived') continue;
  say(`${file}:${line}:${column}${order.length === 0 ? ' (no test runs it)' : ''}\n  - ${from}\n  + ${to}`);
}

const heads = ['killed', 'endless', 'survived', 'equivalent'];
say(`\n${'folder'.padEnd(10)}${heads.map((head) => head.padStart(12)).join('')}${'score'.padStart(12)}`);
for (const name of [...new Set(files.map(folderOf)), 'all']) {
  const own = outcomes.filter(({file}) => name === 'all' || folderOf(file) === name);
  const counts = heads.map((head) => own.filter(({outcome}) => outcome === head).length);
  const [killed, endless, survived] = counts;
  const score = Math.round((100 * (killed + endless)) / (killed + endless + survived));
  say(`${name.padEnd(10)}${[...counts, `${score}%`].map((cell) => `${cell}`.padStart(12)).join('')}`);
}
