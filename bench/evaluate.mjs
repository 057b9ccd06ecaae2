// Nanoseconds a row, value and gradient together over [-10, 10]: correctly rounded in float64 and in float32, in plain
// doubles, and how many times longer exact doubles take. Each is the least of several runs of 100,000 rows.
// Usage: node bench/evaluate.mjs [name...]
import {measuredActivations} from './evaluators.mjs';
import {median} from './measure.mjs';

const measured = measuredActivations(process.argv.slice(2));
const line = (name, ...figures) => console.log(name.padEnd(28), ...figures.map((figure) => figure.padStart(8)));
line('ns a row', 'float64', 'float32', 'fast', 'ratio');
for (const {name, float64, float32, fast} of measured.toSorted((a, b) => b.float64 - a.float64)) {
  line(name, float64.toFixed(0), float32.toFixed(0), fast.toFixed(1), (float64 / fast).toFixed(0));
}
const medianOf = (key) => median(measured.map((each) => each[key]));
line('median', medianOf('float64').toFixed(0), medianOf('float32').toFixed(0), medianOf('fast').toFixed(1), '');
