// Compares the bytes of numbers with JavaScript's own texts, and those of float32 with the shortest texts that the search
// in src/render/shortest.ts finds. Usage: node test/vectors/digits.mjs [millions of each kind] [seed]; some four seconds a
// million.
import {imported} from './imported.mjs';

const {createShortest, dtypeNamed, float64, longestNumber, randomDoubles, shortestBytes} = await imported(`
  export {createShortest} from './src/render/shortest.ts';
  export {dtypeNamed, float64} from './src/exact/number-format.ts';
  export {longestNumber, shortestBytes} from './src/render/bytes/number-bytes.ts';
  export {randomDoubles} from './test/render/bytes/doubles.ts';`);

const [millions = 1, seed = 1] = process.argv.slice(2).map(Number);
const ownText = (value) => (Object.is(value, -0) ? '-0' : String(value));

/** Whether each of a million numbers has the text of the witness; the first that has not is told. */
function compare(name, format, witness, next) {
  const write = shortestBytes(format, witness);
  const bytes = Buffer.alloc(longestNumber);
  let [wrong, example] = [0, ''];
  for (let i = 0; i < millions * 1e6; i++) {
    const value = next();
    const text = bytes.latin1Slice(0, write(bytes, 0, value));
    const wanted = witness(value);
    if (text === wanted) continue;
    if (wrong === 0) example = `, such as ${text} for ${wanted}`;
    wrong += 1;
  }
  console.log(`${name}: ${wrong} of ${millions} million differ${example}`);
  if (wrong > 0) process.exitCode = 1;
}

for (const [kind, next] of Object.entries(randomDoubles(seed))) compare(`float64, ${kind}`, float64, ownText, next);

const float32 = dtypeNamed('float32');
const words = new Uint32Array(1);
const floats = new Float32Array(words.buffer);
let bits = seed;
compare('float32, any bits', float32, createShortest(float32), () => {
  // Every pattern once, in an order that has nothing of their own.
  bits = (bits + 0x9e3779b1) | 0;
  words[0] = bits;
  return floats[0];
});
const {'results of a function': result} = randomDoubles(seed + 1);
compare('float32, results of a function', float32, createShortest(float32), () => Math.fround(result()));
