// Whether the answers of two programs agree; a benchmark of different answers would mean nothing.
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run} from '../measure.mjs';

/** What a command writes. By way of a file, because Node's pipes are sockets, which nobody can open as /dev/stdout. */
export function answerOf(command) {
  const folder = mkdtempSync(join(tmpdir(), 'answer-'));
  const file = openSync(join(folder, 'answer'), 'w');
  try {
    run(command, {output: file});
    return readFileSync(join(folder, 'answer'));
  } finally {
    closeSync(file);
    rmSync(folder, {recursive: true});
  }
}

/**
 * Compares a sample of the rows x, value, gradient: x must be the same up to a rounding, since polars multiplies by a
 * reciprocal instead of dividing; the others at most `errors` times max(1, |x|) from what is wanted. Gives the largest
 * distance found, by that measure.
 */
export function distanceOfRows({name, wanted, found, errors}) {
  const [first, second] = [rowsOf(wanted, 997), rowsOf(found, 997)];
  if (first.count !== second.count) throw new Error(`${name} wrote ${second.count} rows instead of ${first.count}`);
  let largest = 0;
  first.sample.forEach(([x, ...results], i) => {
    const [otherX, ...others] = second.sample[i];
    if (!(Math.abs(otherX - x) <= 2 ** -51 * Math.abs(x))) throw new Error(`${name}: x is ${otherX} instead of ${x}`);
    results.forEach((result, k) => {
      const distance = Math.abs(others[k] - result) / Math.max(1, Math.abs(x));
      if (!(distance <= errors[k])) throw new Error(`${name}: ${others[k]} instead of ${result} at x = ${x}`);
      largest = Math.max(largest, distance);
    });
  });
  return largest;
}

/** The number of rows of a CSV, without its header, and every so many of them as numbers. */
export function rowsOf(bytes, step) {
  const sample = [];
  let count = 0;
  let start = /^[-+]?(\d|inf|nan)/i.test(bytes.toString('latin1', 0, 4)) ? 0 : bytes.indexOf(10) + 1;
  for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
    if (count % step === 0) sample.push(bytes.toString('latin1', start, end).split(',').map(Number));
    count += 1;
    start = end + 1;
  }
  return {count, sample};
}

/** The figures, which must be the same as the first program's up to `relative`. */
export function sameFigures(name, figures, {wanted, relative}) {
  wanted.forEach((figure, i) => {
    if (!(Math.abs(figures[i] - figure) <= relative * Math.abs(figure)))
      throw new Error(`${name}: ${figures} instead of ${wanted}`);
  });
}
