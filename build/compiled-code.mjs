// V8's compiled code of the program, made by running the examples of its commands.
import {rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';
import {exampleFiles} from './example-files.mjs';

/** The end of the names of the caches that this version of Node can use. */
export const fitting = `${process.version}-${process.platform}-${process.arch}.cache`;

/**
 * V8's compiled code of what the examples call: one cache for each command, from its examples, and one from all. Only the
 * same version of Node can use them, yet they are 5.6 of the package's 6.2 MB: Node 20 has no compile cache of its own,
 * and without them `plot elu` takes 1.7 times as long.
 */
export async function compiled(text) {
  const [home, folder] = [process.cwd(), await exampleFiles()];
  process.chdir(folder);
  const files = await compiledFor(text);
  process.chdir(home);
  await rm(folder, {recursive: true});
  return files;
}

async function compiledFor(text, only) {
  // Another file name, or V8 reuses the earlier compilation.
  const script = scriptOf(text, only ?? 'all');
  const {commands, run} = exportsOf(script);
  // Pictures in files and whole tables are not waited for at a prompt, and what they need would be read at every start.
  const examplesOf = async (name) =>
    (await commands[name]()).examples.filter((line) => !/ --(output|all|quant) /.test(line));
  const names = only === undefined ? Object.keys(commands) : [only];
  // V8 would note which functions ran often here, and turn those into machine code at each start: a tenth of it.
  setFlagsFromString('--no-sparkplug');
  for (const name of names) for (const line of await examplesOf(name)) await answer(run, line);
  setFlagsFromString('--sparkplug');
  const files = {[`${only ?? 'all'}.${fitting}`]: script.createCachedData()};
  if (only === undefined) for (const name of names) Object.assign(files, await compiledFor(text, name));
  return files;
}

export function scriptOf(text, filename) {
  return new Script(`(function (require, module) {${text}\n})`, {filename}); // as in bin/
}

/** What a program exports. */
export function exportsOf(script) {
  const module = {};
  script.runInThisContext()(createRequire(import.meta.url), module);
  return module.exports;
}

/** Runs an example into a pipe and on a terminal. Of a line for a shell, only its first stage runs. */
async function answer(run, line) {
  const words = line
    .replace(/ [|>] .*/, '')
    .match(/(?:'[^']*'|[^\s'])+/g)
    .map((word) => word.replaceAll("'", ''));
  for (const columns of [undefined, 80]) {
    const output = {isTTY: columns !== undefined, write: () => {}};
    const env = columns === undefined ? {} : {TERM: 'xterm-256color'};
    await run(words, {env, stdin: [], stdout: output, stderr: output, columns});
  }
}
