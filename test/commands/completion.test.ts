import {spawnSync} from 'node:child_process';
import {resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {runIn} from '../fake-io.ts';

/** What the last word may become. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const {code, stdout, stderr} = await runIn({}, 'completion', 'bash', '--', ...words);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const lines = stdout.split('\n').slice(0, -1);
  return lines.map((line) => line.replace(/\t.*$/, ''));
}

test('of the first word commands are offered, and activations once a letter is there', async () => {
  expect(await offered('')).toContain('completion');
  expect(await offered('')).not.toContain('relu');
  expect(await offered('pl')).toEqual(['plot', 'plu', 'plse']);
  expect(await offered('swis')).toEqual(['swish']);
  expect(await offered('swiglu:')).toEqual(['swiglu:alpha=', 'swiglu:beta=', 'swiglu:x=', 'swiglu:u=']);
  expect(await offered('help', 'ta')).toEqual(['table']);
  expect(await offered('--v')).toEqual(['--version']);
});

test('every activation is offered where one is taken', async () => {
  const names = allActivations().map(({name}) => name);
  expect(await offered('plot', '')).toEqual(names);
  expect(await offered('compare', 'relu', '--std', '2', '')).toEqual(names);
});

test.each([
  ['plot gelu@j', ['gelu@jax']],
  ['elu:', ['elu:alpha=']],
  ['plot leaky_relu@keras:s', ['leaky_relu@keras:slope=']],
  ['plot rrelu:lower=0.1,u', ['rrelu:lower=0.1,upper=']],
  ['plot elu:alpha=1,', []],
  ['plot elu --alp', ['--alpha']],
  ['plot x*k --k', ['--k']],
  ['elu --fo', ['--format']],
  ['plot elu --format s', ['svg']],
  ['elu -f h', ['html']],
  ['table elu --format s', []],
  ['elu --alpha ', []],
  ['elu --dtype bf', ['bfloat16']],
  ['elu --dtype=bf', ['--dtype=bfloat16']],
  ['table elu -f js', ['json', 'jsonl']],
  ['table elu --show value,', ['value,gradient', 'value,second', 'value,region']],
  ['regions elu --dtype float16,bf', ['float16,bfloat16']],
  ['table prelu --wrt a', ['alpha']],
  ['table prelu --param a', ['alpha=']],
  ['list --family wa', ['wave']],
  ['check gelu ', [':files']],
  ['check gelu out.csv ', []],
  ['table elu --input=', [':files']],
  ['completion z', ['zsh']],
  ['nothing ', []],
  ['plot nothing@', []],
  ['plot x*tanh', []],
])("'%s'", async (line, words) => {
  expect(await offered(...line.split(' '))).toEqual(words);
});

/** The replies of bash to a Tab at the end of a line that it has split into these words. */
function repliesOfBash(line: string, words: readonly string[]): readonly string[] {
  const script = `
    act-cli() { node ${resolve('bin/act-cli.js')} "$@"; }
    compopt() { :; }
    eval "$(act-cli completion bash)"
    COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=("\${@:2}") COMP_CWORD=$(($# - 2))
    _act_cli
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const {stdout, stderr} = spawnSync('bash', ['-c', script, 'bash', line, ...words], {encoding: 'utf8'});
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

test.each([
  ['act-cli tab', ['act-cli', 'tab'], 'table'],
  ['act-cli plot gelu@j', ['act-cli', 'plot', 'gelu', '@', 'j'], '@jax'],
  ['act-cli elu:al', ['act-cli', 'elu', ':', 'al'], 'alpha='],
  ['act-cli  elu --dtype=bf', ['act-cli', 'elu', '--dtype', '=', 'bf'], 'bfloat16'],
  ["act-cli plot 'x*k' --k", ['act-cli', 'plot', "'x*k'", '--k'], '--k'],
])('bash completes %s', (line, words, reply) => {
  expect(repliesOfBash(line, words)).toEqual([reply]);
});

describe.each(['bash', 'zsh', 'fish'])('%s', (shell) => {
  const isThere = spawnSync(shell, ['--version']).status === 0;
  test.runIf(isThere)('reads its script', async () => {
    const {stdout} = await runIn({}, 'completion', shell);
    const reading = spawnSync('sh', ['-c', `cat | ${shell} -n /dev/stdin`], {input: stdout, encoding: 'utf8'});
    expect(reading).toMatchObject({status: 0, stderr: ''});
  });
});

test('another shell is an error', async () => {
  expect(await runIn({}, 'completion', 'ksh')).toEqual({
    code: 2,
    stdout: '',
    stderr: "act-cli: invalid value for the shell: 'ksh'; give one of bash, zsh, fish\n",
  });
});
