// Compares the correctly rounded float32 values and gradients of a function, at all numbers of one shard of the 2^32 bit
// patterns, with a second evaluation that shares no arithmetic with them: the plain doubles of `--fast`, rounded to float32.
// Where the two differ, the interpreted ladder decides. Of zeros with different signs, which plain doubles often have in
// tails, it decides the first thousand. Prints one line of JSON, with hashes of the answers.
// Usage: node test/vectors/two-rungs.mjs gelu 65/256; about 5 s.
import {createHash} from 'node:crypto';
import {imported} from './imported.mjs';

const modules = await imported(`
  export {derivedOf} from './src/activations/derivatives.ts';
  export {select} from './src/activations/select.ts';
  export {createEvaluate, createRough, exactDoubles, plainDoubles} from './src/evaluation/evaluate.ts';
  export {patternNumbers, stretchOf} from './src/exact/every-number.ts';
  export {exactEvaluator} from './src/exact/ladder.ts';
  export {dtypeNamed} from './src/exact/number-format.ts';
  export {constantTails} from './src/regions/constant-tails.ts';`);
const {derivedOf, select, createEvaluate, createRough, exactDoubles, plainDoubles} = modules;
const {patternNumbers, stretchOf, exactEvaluator, dtypeNamed, constantTails} = modules;

const [name = '', shard = ''] = process.argv.slice(2);
const [part, of] = shard.split('/').map(Number);
const [selection] = select([name], new Map());
const format = dtypeNamed('float32');
const rounding = {...exactDoubles, format};
const exact = createEvaluate(selection, ['x'], {...rounding, tails: () => constantTails(selection, rounding)});
const rough = createRough(selection, ['x'], plainDoubles);
const ladder = exactEvaluator({...derivedOf(selection, ['x']), ...selection}, {format, overflow: 'ieee'});

const block = 1 << 14;
const {from, to} = stretchOf({part, of}, 2 ** 32);
const hashes = [createHash('sha256'), createHash('sha256')];
const found = {results: 0, differences: 0, zeroSigns: 0, wrong: 0, firstWrong: undefined};
const outputs = [new Float64Array(block), new Float64Array(block)];
for (let start = from; start < to; start += block) {
  const x = patternNumbers(format, {from: start, to: Math.min(to, start + block)});
  const answers = exact([x], x.length);
  rough([x], x.length, outputs);
  for (const [k, answer] of answers.entries()) {
    compare(x, answer, k);
    hashes[k].update(bytesOf(answer));
  }
}
const [value, gradient] = hashes.map((hash) => hash.digest('hex'));
console.log(JSON.stringify({function: name, shard, ...found, sha256: {value, gradient}}));

/** Counts where both evaluations differ, and where the ladder says that the exact one is wrong. */
function compare(x, answer, k) {
  const other = outputs[k];
  for (let i = 0; i < answer.length; i += 1) {
    const [one, second] = [answer[i], Math.fround(other[i])];
    if (one === second && (one !== 0 || Object.is(one, second))) continue;
    if (Number.isNaN(x[i]) && Number.isNaN(one)) continue;
    if (one === second) found.zeroSigns += 1;
    else found.differences += 1;
    if (one === second && found.zeroSigns > 1000) continue;
    const right = ladder([x[i]])[k];
    if (Object.is(right, one)) continue;
    found.wrong += 1;
    found.firstWrong ??= {x: x[i], quantity: k === 0 ? 'value' : 'gradient', got: String(one), right: String(right)};
  }
  found.results += answer.length;
}

/** float32, little end first, with one NaN for all. */
function bytesOf(answer) {
  const words = new DataView(new ArrayBuffer(4 * answer.length));
  for (let i = 0; i < answer.length; i += 1)
    if (Number.isNaN(answer[i])) words.setUint32(4 * i, 0x7fc00000, true);
    else words.setFloat32(4 * i, answer[i], true);
  return new Uint8Array(words.buffer);
}
