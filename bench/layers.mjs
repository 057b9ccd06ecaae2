// What the scripts share that read layers: the figures of each column, by NumPy and as `audit` gives them.
import {python} from './measure.mjs';

/** Prints the seconds that it took without starting Python, then the least, largest and mean number of the first column. */
export function numpyColumns(path) {
  const code = `import sys, time, numpy as np
start = time.perf_counter()
z = np.load(sys.argv[1])
found = z.min(0), z.max(0), z.mean(0)
print(time.perf_counter() - start, *(float(each[0]) for each in found))`;
  return [python, '-c', code, path];
}

/** The least, the largest and the mean number of the first unit, as `audit --format csv` gives them. */
export function figuresOf([head, first]) {
  const [names, cells] = [head.split(','), first.split(',')];
  return ['min', 'max', 'mean'].map((name) => cells[names.indexOf(name)]);
}
