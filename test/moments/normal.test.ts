import {expect, test} from 'vitest';
import {probability} from '../../src/moments/normal.ts';

const infinity = Number.POSITIVE_INFINITY;

/** From mpmath, by erfc at 40 digits. */
test.each([
  [-infinity, -4.5849, 0, 1, '2.271018834039771396695e-6'],
  [1, 2, 0, 1, '0.1359051219832778442145'],
  [8, 9, 0, 1, '6.219831985865830282868e-16'],
  [30, 31, 0, 1, '4.906713927147917534526e-198'],
  [-9, -8, 0, 1, '6.219831985865830282868e-16'],
  [-0.5, 0.25, 0, 1, '0.2901687869569368278786'],
  [1, 1 + 2 ** -30, 0, 1, '2.253527980358032050798e-10'],
  [20, 20 + 2 ** -20, 0, 1, '5.265136442782520589408e-94'],
  [-2, 7, 0.5, 2, '0.8937732012907539752683'],
  [3, infinity, 0.5, 2, '0.1056497736668552576888'],
])('P(%s < x < %s) for N(%s, %s²) is %s', (from, to, mean, std, expected) => {
  const found = probability(from, to, {mean, std});
  expect(Math.abs(found / Number(expected) - 1)).toBeLessThan(4e-15);
});

test('an empty interval has probability 0, the line 1', () => {
  expect(probability(1, 1, {mean: 0, std: 1})).toBe(0);
  expect(probability(2, 1, {mean: 0, std: 1})).toBe(0);
  expect(probability(-infinity, infinity, {mean: 3, std: 2})).toBe(1);
});
