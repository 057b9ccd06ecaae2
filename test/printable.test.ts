import {expect, test} from 'vitest';
import {columnsOf, printable, printableLine, withCaret} from '../src/printable.ts';
import {runIn} from './fake-io.ts';

const acting: readonly (readonly [name: string, character: string, shown: string])[] = [
  ['escape', '\x1b', '\\x1b'],
  ['bell', '\x07', '\\x07'],
  ['delete', '\x7f', '\\x7f'],
  ['a C1 control', '\x9b', '\\x9b'],
  ['an override of the direction', '\u202e', '\\u202e'],
  ['an isolate', '\u2066', '\\u2066'],
  ['the end of an isolate', '\u2069', '\\u2069'],
  ['a mark of the direction', '\u200f', '\\u200f'],
  ['a space of no width', '\u200b', '\\u200b'],
  ['a byte order mark', '\ufeff', '\\ufeff'],
  ['a separator of lines', '\u2028', '\\u2028'],
  ['a separator of paragraphs', '\u2029', '\\u2029'],
  ['a tag', '\u{e0041}', '\\u{e0041}'],
  ['half a pair', '\ud800', '\\ud800'],
  ['a filler of Hangul', '\u3164', '\\u3164'],
  ['a joiner of graphemes', '\u034f', '\\u034f'],
  ['a selector of variants', '\ufe0f', '\\ufe0f'],
  ['another selector of variants', '\u{e0100}', '\\u{e0100}'],
];

test.each(acting)('%s is escaped', (_name, character, shown) => {
  expect(printable(`a${character}b`)).toBe(`a${shown}b`);
});

test('a mark that stands first is escaped, for it would join what is before it', () => {
  expect(printable('\u0301a')).toBe('\\u0301a');
  expect(printable("not known: '\u0301a'; e\u0301")).toBe("not known: '\\u0301a'; e\u0301");
});

test('other characters are as they are', () => {
  expect(printable('é 中 α → 😀 x′ − ²')).toBe('é 中 α → 😀 x′ − ²');
  expect(printableLine('a\tb\nc')).toBe('a b c');
});

test('wide characters take two columns, and marks above others none', () => {
  expect([columnsOf('中文'), columnsOf('ae\u0301'), columnsOf('😀')]).toEqual([4, 2, 2]);
});

test('a caret stands under its character, whatever is before it', () => {
  expect(withCaret('x + ?', 4)).toBe('  x + ?\n      ^');
  expect(withCaret('中 + ?', 4)).toBe('  中 + ?\n       ^');
  expect(withCaret('\x1b + ?', 4)).toBe('  \\x1b + ?\n         ^');
  const [line = '', caret = ''] = withCaret(`${'x+'.repeat(5000)}?${'+x'.repeat(5000)}`, 10_000).split('\n');
  expect(line).toMatch(/^ {2}\.\.\. (x\+){30}\?(\+x){29}\+ \.\.\.$/);
  expect(line.charAt(caret.indexOf('^'))).toBe('?');
});

const raw = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u;

test.each(acting.slice(0, 12))('%s reaches no terminal, in messages or output', async (_name, character, shown) => {
  const lines = [
    ['table', `=x+${character}`],
    ['table', `a${character}b`],
    ['table', `elu:al${character}pha=1`],
    ['table', 'elu', `--al${character}pha`, '3'],
    ['table', 'elu', '--format', `a${character}`],
    ['info', `gelu@a${character}b`],
    [`ta${character}ble`],
    ['table', 'relu', '--input', '-', '--column', 'b'],
  ];
  for (const argv of lines) {
    const {stdout, stderr, code} = await runIn({stdin: `x,a${character}\n1,2\n`}, ...argv);
    expect({argv, stdout, code}).toEqual({argv, stdout: '', code: 2});
    expect(stderr).not.toMatch(raw);
    // White space around the name of a column is not part of it.
    if (!argv.includes('--input') || character.trim() !== '') expect(stderr).toContain(shown);
  }
});

test.each(['table', 'markdown'])('a cell of an input is escaped in %s, not in other formats', async (format) => {
  const argv = ['table', 'relu', '--input', '-', '--column', 'x', '--format'];
  const stdin = 'x,na\x1bme\u202e\n1,a\x07\n';
  for (const each of [format, 'csv', 'json', 'jsonl']) {
    const {stdout, code} = await runIn({stdin}, ...argv, each);
    expect(code).toBe(0);
    if (each === format) expect(stdout).not.toMatch(raw);
  }
});

test('white space in a formula that the parser skips is shown as spaces', async () => {
  const formula = '=x\t+\u2028x\ufeff';
  for (const argv of [
    ['table', formula, '-f', 'table', '--at', '1'],
    ['info', formula],
    ['plot', formula],
    ['regions', formula, '-f', 'table'],
    ['compare', formula, 'relu', '-f', 'markdown'],
  ]) {
    const {stdout, stderr, code} = await runIn({}, ...argv);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).not.toMatch(raw);
    expect(stdout).toContain('\\u2028');
  }
  expect((await runIn({}, 'table', formula, '-f', 'csv', '--at', '1')).stdout).toContain('\u2028');
});
