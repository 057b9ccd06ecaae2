// ns a number: digits into bytes against JavaScript's own texts, which are joined to one and then made bytes, in one run.
// Usage: node bench/digits.mjs
import {imported} from '../test/vectors/imported.mjs';

const {createShortest, dtypeNamed, float64, longestNumber, shortestBytes} = await imported(`
  export {createShortest} from './src/render/shortest.ts';
  export {dtypeNamed, float64} from './src/exact/number-format.ts';
  export {longestNumber, shortestBytes} from './src/render/bytes/number-bytes.ts';`);

const count = 100_000;
const numbers = (make) => Float64Array.from({length: count}, (_, i) => make(i));
const float32 = dtypeNamed('float32');
const grid = numbers((i) => (20 * i - 1e6) / 1e5);
const sigmoid = grid.map((x) => 1 / (1 + Math.exp(-x)));
const kinds = [
  ['x of a grid', grid, float64],
  ['sigmoid', sigmoid, float64],
  ['sigmoid in float32', sigmoid.map(Math.fround), float32],
  ['exp(-x^2)', grid.map((x) => Math.exp(-x * x)), float64],
  ['integers', numbers((i) => i - count / 2), float64],
];

/** The least of several runs, in ns a number. */
function best(act) {
  const times = Array.from({length: 15}, () => {
    const start = process.hrtime.bigint();
    act();
    return Number(process.hrtime.bigint() - start) / count;
  });
  return Math.min(...times);
}

console.log('ns a number           bytes   texts   ratio');
for (const [name, values, format] of kinds) {
  const textOf = format === float64 ? String : createShortest(format);
  const write = shortestBytes(format, textOf);
  const bytes = Buffer.alloc(count * (longestNumber + 1));
  const digits = () => {
    let at = 0;
    for (const value of values) {
      at = write(bytes, at, value);
      bytes[at++] = 10;
    }
    return bytes.subarray(0, at);
  };
  const texts = () => {
    let text = '';
    for (const value of values) text += `${textOf(value)}\n`;
    return Buffer.from(text);
  };
  if (!digits().equals(texts())) throw new Error(`${name}: the bytes differ`);
  const [one, other] = [best(digits), best(texts)];
  const columns = [one.toFixed(0), other.toFixed(0), (other / one).toFixed(1)].map((text) => text.padStart(8));
  console.log(name.padEnd(18) + columns.join(''));
}
