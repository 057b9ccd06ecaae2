import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {runIn} from './fake-io.ts';

/** What a command line printed, and its exit code. */
export interface Outcome {
  readonly output: string;
  readonly code: number;
}

/** The text with the output below each `$ command` of its console blocks replaced by what the command prints now. */
export async function withRealOutput(markdown: string): Promise<string> {
  const lines: string[] = [];
  let inside = false;
  let code = 0;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) inside = line === '```console';
    if (inside && line.startsWith('$ ')) {
      const outcome: Outcome = line === '$ echo $?' ? {output: `${code}\n`, code: 0} : await runLine(line.slice(2));
      code = outcome.code;
      lines.push(line, ...outcome.output.split('\n').slice(0, -1));
    } else if (!inside || line === '```console') {
      lines.push(line);
    }
  }
  return lines.join('\n');
}

/** Every command of the console blocks. */
export function commandsIn(markdown: string): readonly string[] {
  return blocks(markdown, 'console').flatMap((block) => block.match(/^\$ .*$/gm) ?? []);
}

/** The text of each fenced block of a language. */
export function blocks(markdown: string, language: string): readonly string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
}

/**
 * What a terminal of 80 columns without colour shows of one command line: stages apart by `|`, words quoted as in a
 * shell, `*` stands for files of the working directory. act-cli runs in this process, everything else (`seq`, `head`) as the program that it is.
 */
export async function runLine(line: string): Promise<Outcome> {
  const stages = stagesOf(line);
  let piped = '';
  let told = '';
  let code = 0;
  for (const [index, words] of stages.entries()) {
    const last = index === stages.length - 1;
    const argv = words[0] === 'npx' ? words.slice(1) : words;
    if (argv[0] === 'act-cli') {
      const world = {stdin: piped, env: {NO_COLOR: '1'}, ...(last ? {columns: 80} : {})};
      const outcome = await runIn(world, ...argv.slice(1));
      piped = outcome.stdout;
      told += outcome.stderr;
      code = outcome.code;
    } else {
      // An EPIPE is no failure: `head` leaves before it has read everything.
      const {stdout, stderr, status} = spawnSync(words[0] ?? '', words.slice(1), {input: piped, encoding: 'utf8'});
      piped = stdout;
      told += stderr;
      code = status ?? 0;
    }
  }
  return {output: piped + told, code};
}

/** The words of each stage of a pipeline. */
function stagesOf(line: string): readonly (readonly string[])[] {
  const stages: string[][] = [[]];
  for (const [token] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"|])+|\|/g)) {
    if (token === '|') stages.push([]);
    else stages.at(-1)?.push(...expanded(token));
  }
  return stages;
}

/** A word without its quotes; one with a `*` outside them is the files that it names, if there are any. */
function expanded(token: string): readonly string[] {
  const word = token.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double);
  if (word !== token || !word.includes('*')) return [word];
  const pattern = new RegExp(
    `^${word
      .split('*')
      .map((part) => part.replace(/[^\w]/g, '\\$&'))
      .join('.*')}$`,
  );
  const files = readdirSync('.').filter((name) => pattern.test(name));
  return files.length === 0 ? [word] : files.sort();
}

/** The text with everything between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withSection(markdown: string, name: string, text: string): string {
  const [before, rest] = split(markdown, `<!-- ${name} -->\n`);
  const [, after] = split(rest, `<!-- /${name} -->`);
  return `${before}<!-- ${name} -->\n${text}\n<!-- /${name} -->${after}`;
}

function split(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`'${mark.trim()}' is missing`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
