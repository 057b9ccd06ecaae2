import {expect, test} from 'vitest';
import {ActError} from '../../src/errors/errors.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {readColumns} from '../../src/input/reader.ts';
import {readResults} from '../../src/input/results.ts';
import {npyFile} from '../npy-file.ts';
import {mutant, random} from './mutant.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const seeds: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['a.npy', npyFile({descr: '<f4', shape: [2, 256], data: new Uint8Array(2048)})],
  ['a.csv', utf8('x,relu,relu_grad,"a, b"\n-1.5,-0,0,"q"\n0x1p-3,0.125,1,""\ninf,inf,1,c\n')],
  ['a.tsv', utf8('# x\n\nx\tactivation\tvalue\tgradient\n1\trelu\t1\t1\nnan\tgelu\tnan\tnan\n')],
  ['a.jsonl', utf8('{"x":1e0,"value":1,"gradient":"NaN"}\n{"x":-0,"value":-Infinity,"gradient":2}\n')],
  ['a.json', utf8('[\n{"x":1e0,"value":1,"region":"dead"},\n{"x":"0x1p0","value":1,"region":null}\n]\n')],
  ['a.md', utf8('correctly rounded\n\n|   x | relu |\n| --: | ---: |\n|  -1 |   -0 |\n| 0.5 |  0.5 |\n')],
  ['plain', utf8('\n% 3\n1\n-2.5e3\n\u22123\n0x1.8p3\nNaN\n')],
];

/** 10,000 of each with `npm run test:exhaustive`. */
const copies = process.env.MODE === 'exhaustive' ? 10_000 : 2000;

test.each(seeds)(
  `${copies} damaged copies of %s are read or refused, each within a second`,
  async (name, bytes) => {
    const next = random(1);
    const format = dtypeNamed('float8_e5m2');
    const labelOf = (text: string) => (text === 'gelu' || text === 'relu' ? text : undefined);
    const wanted = {
      label: 'relu',
      inputs: ['x'],
      format,
      show: undefined,
      labelOf,
      hasBits: false,
      shard: undefined,
      step: () => {},
    };
    let read = 0;
    for (let i = 0; i < copies; i += 1) {
      const started = performance.now();
      const damaged = mutant(bytes, next);
      const named = i % 2 === 0 ? name : 'standard input';
      const attempts = [
        async () => {
          const {chunks} = await readResults({name: named, bytes: pieces(damaged, 1 + (i % 99))}, wanted);
          for await (const {x, value, gradient} of chunks)
            expect([value?.length ?? x.length, gradient?.length ?? x.length]).toEqual([x.length, x.length]);
        },
        async () => {
          const columns = i % 3 === 0 ? 'all' : i % 3 === 1 ? 'only' : ['x'];
          const {chunks} = await readColumns(pieces(damaged, 1 + (i % 99)), {name: named, columns});
          for await (const {length, columns: numbers} of chunks)
            expect(numbers.every((column) => column.length === length)).toBe(true);
        },
      ];
      for (const attempt of attempts) {
        try {
          await attempt();
          read += 1;
        } catch (error) {
          if (!(error instanceof ActError)) throw error;
          expect(error.code).not.toBe('internal');
        }
      }
      expect(performance.now() - started).toBeLessThan(1000);
    }
    expect(read).toBeGreaterThan(20);
  },
  300_000,
);
