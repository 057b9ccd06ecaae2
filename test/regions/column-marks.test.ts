import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {columnMarks} from '../../src/regions/column-marks.ts';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {regionFinder} from '../../src/regions/region-at.ts';
import {pointInputs} from '../../src/sampling/grid.ts';
import {parseRange} from '../../src/sampling/range.ts';
import {oscillates} from '../../src/shape/oscillation.ts';
import {ofOneNumber} from '../activations/of-one-number.ts';
import {selected} from './told.ts';

const ranks = ['none', 'weak', 'saturated', 'underflow', 'dead'];

function axis(range: string): Float64Array {
  return Float64Array.from([...pointInputs(parseRange(range), 67).chunks()].flatMap((chunk) => [...chunk]));
}

/** The worst of the regions, with their edges exact to the last double, that meets each cell [from, to). */
function marksByExactEdges(selection: Selection, x: Float64Array): readonly string[] {
  const gap = ((x.at(-1) ?? 0) - (x[0] ?? 0)) / (x.length - 1);
  const {regions} = regionsOf(selection, {threshold: 0.01});
  return Array.from(x, (each) => {
    const [from, to] = [each - gap / 2, each + gap / 2];
    const met = regions.filter(
      (region) => region.from < to && (region.toClosed ? region.to >= from : region.to > from),
    );
    return ranks[Math.max(0, ...met.map(({kind}) => ranks.indexOf(kind)))] ?? 'none';
  });
}

// A strip looks for edges no closer than the cell they lie in.
test.each(['-6:6', '-1:1', '-30:50', '0.1:0.2'])('strips over %s are those of the exact regions', (range) => {
  const x = axis(range);
  for (const selection of select(ofOneNumber, new Map())) {
    if (oscillates(selection)) continue;
    expect(columnMarks(selection, x, {threshold: 0.01}), selection.label).toEqual(marksByExactEdges(selection, x));
  }
});

test('beyond 1e8 the mark of a sine is that of the sample alone', () => {
  const [sine, request] = [selected('sin'), {threshold: 0.5}] as const;
  const x = axis('1e9:1.1e9');
  const marks = columnMarks(sine, x, request);
  expect(marks).toEqual(Array.from(x, (each) => regionFinder(sine, request)(each) ?? 'none'));
  expect(new Set(marks)).toEqual(new Set(['weak', 'none']));
});
