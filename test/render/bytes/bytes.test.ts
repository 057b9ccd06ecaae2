import {expect, test} from 'vitest';
import {append, noBytes, reserve, taken} from '../../../src/render/bytes/bytes.ts';

test.each(['', 'plain', 'naïve', 'f′ → 😀 x', '\ud800 alone'])('%j is appended as UTF-8, as Buffer has it', (text) => {
  const bytes = noBytes(1);
  append(bytes, 'before ');
  append(bytes, text);
  append(bytes, ' after');
  expect(Buffer.from(taken(bytes)).equals(Buffer.from(`before ${text} after`))).toBe(true);
});

test('more memory keeps what is written', () => {
  const bytes = noBytes(4);
  append(bytes, 'abcd');
  reserve(bytes, 1000);
  expect(bytes.memory.length).toBeGreaterThanOrEqual(1004);
  expect(new TextDecoder().decode(taken(bytes))).toBe('abcd');
});

test('what is taken leaves room: the next bytes stand in its place', () => {
  const bytes = noBytes(16);
  append(bytes, 'first');
  const first = taken(bytes);
  append(bytes, 'other');
  expect(String(Buffer.from(first))).toBe('other');
  expect(String(Buffer.from(taken(bytes)))).toBe('other');
});
