import {describe, expect, test} from 'vitest';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {regionsOf} from '../../src/regions/find-regions.ts';
import type {Region} from '../../src/regions/region.ts';
import {ofOneNumber} from '../activations/of-one-number.ts';
import {faultsOf} from './region-faults.ts';
import {found, selected} from './told.ts';

const requests = [
  ['at 0.01', {threshold: 0.01}],
  ['at 0.3', {threshold: 0.3}],
  ['in float16', {threshold: 0.01, format: dtypeNamed('float16')}],
] as const;

describe.each(requests)('%s each edge is exact, and each point is in its region', (_title, request) => {
  test.each(ofOneNumber)('%s', (name) => {
    const selection = selected(name);
    const {regions, over, certain} = regionsOf(selection, request);
    expect(certain || name === 'sinc').toBe(true);
    expect(faultsOf(selection, regions, {...request, ...(over && {range: over})})).toEqual([]);
  });
});

describe('planted errors are found', () => {
  const relu = selected('relu');
  const request = {threshold: 0.01} as const;
  const [dead] = found('relu') as [Region];

  test('a closed end taken for open, and an open one for closed', () => {
    expect(faultsOf(relu, [{...dead, toClosed: false}], request)).toContain('open end 0 of dead is inside');
    const shrunk = selected('relu2');
    const [first, second] = found('relu2') as [Region, Region];
    expect(faultsOf(shrunk, [first, {...second, fromClosed: true}], request)).toContain(
      'closed end 0 of saturated is not inside',
    );
  });

  test('an edge one double off', () => {
    const [left, right] = found('sigmoid') as [Region, Region];
    const off = [{...left, to: -4.584863339122356}, right];
    expect(faultsOf(selected('sigmoid'), off, request)).toEqual([
      '-4.584863339122355 beyond the closed end -4.584863339122356 of saturated is inside',
    ]);
    expect(faultsOf(selected('sigmoid'), [{...left, to: -4.584863339122354}, right], request)).toEqual([
      'closed end -4.584863339122354 of saturated is not inside',
    ]);
  });

  test('a missing kink: relu6 without its upper end', () => {
    expect(faultsOf(selected('=min(6, max(0, x)) + (x >= 6 ? 0.001 * (x - 6) : 0)'), [dead], request)[0]).toMatch(
      /is told as no region, but is small/,
    );
  });
});
