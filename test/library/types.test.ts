import {readFileSync} from 'node:fs';
import {posix} from 'node:path';
import {expect, test} from 'vitest';

/** The types as the build hands them out: what dist/index.d.ts exports, and where it is declared. */
const read = (path: string) => readFileSync(posix.join('dist', path.replace(/\.ts$/, '.d.ts')), 'utf8');
const list = (text = '') => text.split(',').map((name) => name.replace(/\btype\b/, '').trim());
const exported = [...read('index.ts').matchAll(/^export (?:type )?\{([^}]+)\} from '([^']+)'/gm)].flatMap(
  ([, names, path = '']) => list(names).flatMap((name) => (name === '' ? [] : [{name, path}])),
);
const names = exported.map(({name}) => name);
const declares = /^(?:export )?(?:declare )?(interface|type|class|function) (\w+)/;

/** The comment before a declaration, and the names in it that its file declares or imports. */
function declarationOf(name: string, path: string) {
  const text = read(path);
  const pieces = text.split(/^(?=\/\*\*|export |declare |interface |type |import )/m);
  const at = pieces.findIndex((piece) => declares.exec(piece)?.[2] === name);
  const [before = '', piece = ''] = [pieces[at - 1], pieces[at]];
  const code = piece.replace(/\/\*\*.*?\*\//gs, '');
  const declared = pieces.flatMap((each) => declares.exec(each)?.[2] ?? []);
  const imported = [...text.matchAll(/^import .*?\{([^}]*)\}/gm)].flatMap(([, some]) => list(some));
  return {
    name,
    kind: declares.exec(piece)?.[1],
    comment: before.startsWith('/**') ? before : '',
    mentions: [...declared, ...imported].filter((each) => each !== name && new RegExp(`\\b${each}\\b`).test(code)),
  };
}

const declarations = exported.map(({name, path}) => declarationOf(name, path));

test('every type that an exported one mentions is exported', () => {
  expect(names).toEqual(expect.arrayContaining(['activation', 'evaluate', 'regions', 'card', 'compare', 'ActError']));
  // The codes of errors are the keys of two tables.
  const known = [...names, 'General', 'CommandLine'];
  const unknown = declarations.map(({name, mentions}) => ({
    name,
    of: mentions.filter((each) => !known.includes(each)),
  }));
  expect(unknown.filter(({of}) => of.length > 0)).toEqual([]);
  expect(declarations.filter(({mentions}) => mentions.length > 0).length).toBeGreaterThan(15);
});

test('everything exported has a comment, and every function says what it throws', () => {
  expect(declarations.filter(({comment}) => comment.length < 20).map(({name}) => name)).toEqual([]);
  const functions = declarations.filter(({kind}) => kind === 'function');
  expect(functions).toHaveLength(5);
  expect(functions.filter(({comment}) => !comment.includes('@throws ActError')).map(({name}) => name)).toEqual([]);
});
