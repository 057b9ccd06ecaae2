/** The script of each shell: it asks the program what may follow, as `act-cli completion <shell> -- <words>`. */

const bash = `# Completion of act-cli for bash.
_act_cli() {
  local rest=\${COMP_LINE:0:COMP_POINT} words=() part line i n=-1
  # Bash splits words at : = @ too; here they are put together again.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then
      rest=\${rest#"\${rest%%[![:space:]]*}"}
      words[++n]=
    fi
    part=\${COMP_WORDS[i]}
    [[ $rest == "$part"* ]] || part=$rest # the cursor stands inside it
    words[n]+=$part
    rest=\${rest#"$part"}
  done
  # Of the word bash replaces only what follows the last : or =, or the last @ with it.
  local breaks=\${COMP_WORDBREAKS//[^:=@]/} before=
  [[ -n $breaks ]] && before=\${words[n]%"\${words[n]##*[$breaks]}"}
  before=\${before%@}
  words=("\${words[@]//[\\"\\']/}")
  COMPREPLY=()
  while IFS=$'\\t' read -r line _; do
    if [[ $line == :files ]]; then
      compopt -o default 2>/dev/null # bash 3 has none
      return
    fi
    COMPREPLY+=("\${line#"$before"}")
  done < <(act-cli completion bash -- "\${words[@]:1}" 2>/dev/null)
  if [[ \${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _act_cli act-cli
`;

const zsh = `#compdef act-cli
# Completion of act-cli for zsh.
_act-cli() {
  local line word about
  local -a lines whole open
  lines=("\${(@f)$(act-cli completion zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    compset -P '--*='
    _files
    return
  fi
  for line in $lines; do
    word=\${line%%$'\\t'*}
    about=\${line#*$'\\t'}
    if [[ $word == *= ]]; then
      open+=("\${word//:/\\\\:}\${about:+:$about}")
    else
      whole+=("\${word//:/\\\\:}\${about:+:$about}")
    fi
  done
  _describe 'act-cli' whole -- open -S ''
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _act-cli "$@"; else compdef _act-cli act-cli; fi
`;

const fish = `# Completion of act-cli for fish.
function __act_cli_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (act-cli completion fish -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = :files
            set -l option (string match -r -- '^--[^=]*=' "$current")
            for path in (complete -C "'' "(string replace -- "$option" '' "$current"))
                echo "$option$path"
            end
        else
            echo $line
        end
    end
end
complete -c act-cli -f -a '(__act_cli_complete)'
`;

/** By the shell's name. */
export const completionScripts: Readonly<Record<'bash' | 'zsh' | 'fish', string>> = {bash, zsh, fish};
