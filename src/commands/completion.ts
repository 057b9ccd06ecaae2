import {textOutput} from '../report/text.ts';
import type {Command, Commands} from './command.ts';
import {type Candidates, candidatesFor} from './line/candidates.ts';
import {completionScripts} from './line/completion-scripts.ts';
import {oneOf} from './line/option-values.ts';

const shells = oneOf(['bash', 'zsh', 'fish']);

/** The completion of these commands. */
export function completion(commands: Commands): Command {
  return {
    name: 'completion',
    summary: 'a script for a shell that completes commands, activations, parameters, presets and options',
    arguments: [
      {name: 'shell', summary: 'bash, zsh or fish', takes: shells.takes},
      {
        name: 'word',
        summary: 'for the script itself: after --, the words typed so far; it prints what the last one can become',
        takes: [],
        optional: true,
        many: true,
      },
    ],
    options: [],
    details: [
      'bash: add to ~/.bashrc the line eval "$(act-cli completion bash)"',
      'zsh: add to ~/.zshrc, below compinit, the line eval "$(act-cli completion zsh)"',
      'fish: act-cli completion fish > ~/.config/fish/completions/act-cli.fish',
    ],
    examples: ['completion bash', 'completion bash -- plot elu --al'],
    draws: 'text',
    async act({arguments: [shell = '', ...words]}) {
      const script = completionScripts[shells.parse(shell, 'the shell')];
      const text = words.length === 0 ? script : linesOf(await candidatesFor(words, commands));
      return {output: textOutput(text)};
    },
  };
}

/** A line for each candidate: the word, a tab, what it means. */
function linesOf(candidates: Candidates): string {
  if (candidates === 'files') return ':files\n';
  return candidates.map(({text, about}) => `${text}\t${about}\n`).join('');
}
