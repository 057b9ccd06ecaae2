import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {described, mutantsOf, watched} from './mutants.mjs';

/** Each line of the source that has mutants, and what becomes of it. */
function linesOf(source: string): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const mutant of mutantsOf(source)) {
    const {from, to} = described(source, mutant);
    found[from] = [...(found[from] ?? []), to];
  }
  return found;
}

test('operators, constants, branches, statements and early returns are mutated', () => {
  expect(
    linesOf(`function f(a: number, n: bigint): number {
  if (a <= 2) return 0;
  g(!a && n << 1n);
  return a < 0 ? -a : a;
}`),
  ).toEqual({
    'if (a <= 2) return 0;': [
      '{}',
      'if (a < 2) return 0;',
      'if (a > 2) return 0;',
      'if (a <= 3) return 0;',
      'if (a <= 1) return 0;',
      'if (a <= 2) return 1;',
    ],
    'g(!a && n << 1n);': [
      '{}',
      'g((a) && n << 1n);',
      'g(!a || n << 1n);',
      'g(!a && n >> 1n);',
      'g(!a && n << 2n);',
      'g(!a && n << 0n);',
    ],
    'return a < 0 ? -a : a;': [
      'return (-a);',
      'return (a);',
      'return a <= 0 ? -a : a;',
      'return a >= 0 ? -a : a;',
      'return a < 1 ? -a : a;',
      'return a < 0 ? (a) : a;',
    ],
  });
});

test('comments, types, imports, texts and what is thrown are left as they are', () => {
  const source = `// 1 < 2
import {a} from './1.ts';
/* x === 1 */
type T = 1 | -2 | \`\${3 & 4}\`;
interface I { readonly a: 1; f(x?: -1): 2 | 3 }
const text: string = '1 < 2 && !3' + \`4 > 5 \${a}\` + a;
const record: Readonly<Record<1, true>> = {1: a} as {1: 5};
throw new Error('x' + (1 + 2));`;
  expect(linesOf(source)).toEqual({});
});

test('the source that notes what it runs does the same', () => {
  const source = 'let s = 0; for (let i = 0; i < 4; i += 1) { if (i === 2) continue; s += !i ? 10 : -i * 2; } s;';
  const mutants = mutantsOf(source);
  const reached: number[] = [];
  const run = new Function('__reached', `return eval(${JSON.stringify(watched(source, mutants, 5))})`);
  expect(run(reached)).toBe(10 - 2 - 6);
  expect(Object.keys(reached)).toEqual(mutants.map((_, i) => String(i + 5)));
  reached.length = 0;
  expect(new Function('__reached', watched('if (0 > 1) f(-1);', mutantsOf('if (0 > 1) f(-1);'), 0))(reached)).toBe(
    undefined,
  );
  expect(Object.keys(reached).length).toBeLessThan(mutantsOf('if (0 > 1) f(-1);').length);
});

test('an equivalent mutant is listed once, with its reason', () => {
  const list: readonly Readonly<Record<string, string>>[] = JSON.parse(
    readFileSync('test/mutation/equivalent.json', 'utf8'),
  );
  expect(list.filter((entry) => Object.keys(entry).join() !== 'file,from,to,why' || entry.why === '')).toEqual([]);
  expect(new Set(list.map(({file, to}) => `${file} ${to}`)).size).toBe(list.length);
});
