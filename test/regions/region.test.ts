import {expect, test} from 'vitest';
import {clip, marksFromWorst, type Region, regionAt, worse} from '../../src/regions/region.ts';

const infinity = Number.POSITIVE_INFINITY;

/** `[0, 1)` as a region. */
function region(text: string, kind: Region['kind'] = 'dead'): Region {
  const [, left, from, to, right] = /^([[(])(\S+), (\S+)([\])])$/.exec(text) ?? [];
  return {kind, from: Number(from), to: Number(to), fromClosed: left === '[', toClosed: right === ']'};
}

function told({from, to, fromClosed, toClosed}: Region): string {
  return `${fromClosed ? '[' : '('}${from}, ${to}${toClosed ? ']' : ')'}`;
}

test('a closed end belongs to a region, an open one does not; an infinite end does, whatever it is called', () => {
  const holds = (text: string, x: number) => regionAt([region(text)], x) === 'dead';
  expect([-1, 0, 0.5, 1, 2].map((x) => holds('[0, 1]', x))).toEqual([false, true, true, true, false]);
  expect([-1, 0, 0.5, 1, 2].map((x) => holds('(0, 1)', x))).toEqual([false, false, true, false, false]);
  expect([holds('[0, 1)', 0), holds('[0, 1)', 1), holds('(0, 1]', 0), holds('(0, 1]', 1)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect([-infinity, -9, 1, infinity].map((x) => holds('(-Infinity, 1)', x))).toEqual([true, true, false, false]);
  expect([-infinity, 1, 9, infinity].map((x) => holds('(1, Infinity)', x))).toEqual([false, false, true, true]);
  expect(regionAt([region('[0, 1)'), region('[1, 2]', 'weak')], 1)).toBe('weak');
});

test.each([
  ['[0, 4]', [1, 2], ['[1, 2]']],
  ['(0, 4)', [1, 2], ['[1, 2]']],
  ['(0, 4)', [0, 4], ['(0, 4)']],
  ['[0, 4]', [-1, 5], ['[0, 4]']],
  ['(0, 4)', [-1, 2], ['(0, 2]']],
  ['(0, 4)', [2, 9], ['[2, 4)']],
  ['[0, 4]', [4, 9], ['[4, 4]']],
  ['(0, 4)', [4, 9], []],
  ['[0, 4)', [-1, 0], ['[0, 0]']],
  ['(0, 4]', [-1, 0], []],
  ['[0, 4]', [5, 9], []],
  ['[0, 4]', [-9, -5], []],
  ['(-Infinity, 4)', [-9, 9], ['[-9, 4)']],
  ['(4, Infinity)', [4, infinity], ['(4, Infinity)']],
] as const)('of %s the part within %j is %j', (text, range, parts) => {
  expect(clip(region(text), range).map(told)).toEqual(parts);
});

test('of two marks the worse is the one that lets less of a gradient through', () => {
  expect(marksFromWorst).toEqual(['dead', 'underflow', 'saturated', 'weak', 'unknown', 'none']);
  for (const a of marksFromWorst) {
    for (const b of marksFromWorst) {
      const expected = marksFromWorst.indexOf(a) < marksFromWorst.indexOf(b) ? a : b;
      expect([worse(a, b), worse(b, a)]).toEqual([expected, expected]);
    }
  }
});
