import { executable, type Shell } from "./shell.ts";

const offer = `\
# What \`${executable} __complete\` offers, to bash 3.2 and newer. Its arguments stand before what was typed.
__kubectl_workload_offer() {
  local rest=\${COMP_LINE:0:COMP_POINT} trimmed word i typed flag quote tail strip out line value what directive
  local IFS=$' \\t\\n'
  local -a words values whats meanings
  # Empty is not unset: \`set -u\` may hold.
  words=() values=() whats=() meanings=()
  # Bash splits words at = and : as well: they are put together again by where the blanks are.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    trimmed=\${rest#"\${rest%%[![:space:]]*}"}
    word=\${COMP_WORDS[i]}
    ((i == COMP_CWORD)) && word=$trimmed
    if ((i > 0)) && [[ $trimmed == "$rest" ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words[\${#words[@]}]=$word
    fi
    rest=\${trimmed#"$word"}
  done
  quote=\${words[\${#words[@]} - 1]//[!\\"\\']/}
  for ((i = 0; i < \${#words[@]}; i++)); do
    word=\${words[i]//[\\"\\'\\\\]/}
    typed=$word
    [[ $word == "~/"* ]] && word=$HOME/\${word#??}
    words[i]=$word
  done

  COMPREPLY=()
  out=$(command ${executable} __complete "$@" "\${words[@]:1}" 2>/dev/null </dev/null) || return 0
  directive=\${out##*:}
  flag=
  [[ $typed == -*=* ]] && flag=\${typed%%=*}= typed=\${typed#*=}
  # Bash replaces only what stands behind the last of its break characters.
  tail=$flag$typed
  [[ $COMP_WORDBREAKS == *=* ]] && tail=\${tail##*=}
  [[ $COMP_WORDBREAKS == *:* ]] && tail=\${tail##*:}
  strip=$flag$typed
  strip=\${strip%"$tail"}

  while IFS= read -r line; do
    [[ $line == :* || -z $line ]] && continue
    value=\${line%%$'\\t'*}
    what=
    [[ $line == *$'\\t'* ]] && what=\${line#*$'\\t'}
    values[\${#values[@]}]=$value
    whats[\${#whats[@]}]=$what
  done <<<"$out"

  if ((directive & 8)) || ((!(directive & 4) && \${#values[@]} == 0)); then
    compopt -o filenames 2>/dev/null || :
    [[ $tail == "$flag"* ]] || flag=
    while IFS= read -r line; do
      value=$line
      [[ $value == "~/"* ]] && value=$HOME/\${value#??}
      if [[ -d $value ]] || ((!(directive & 8))) || [[ " \${values[*]} " == *" \${line##*.} "* ]]; then
        COMPREPLY[\${#COMPREPLY[@]}]=$flag$line
      fi
    done < <(compgen -f -- "\${tail#"$flag"}")
    return 0
  fi
  ((directive & 2)) && compopt -o nospace 2>/dev/null || :
  ((directive & 32)) && compopt -o nosort 2>/dev/null || :
  local longest=0 columns=\${COLUMNS:-80} cut
  for ((i = 0; i < \${#values[@]}; i++)); do
    [[ \${values[i]} == "$typed"* ]] || continue
    value=$flag\${values[i]}
    value=\${value#"$strip"}
    # Names of a kubeconfig can hold what bash would run. Behind an open quote there is no one way to write that.
    if [[ $value == *[!A-Za-z0-9_.,:=/@%+-]* ]]; then
      [[ -n $quote && $value == *[\\'\\"\\\\$\\\`!]* ]] && continue
      [[ -z $quote ]] && printf -v value %q "$value"
    fi
    ((\${#value} > longest)) && longest=\${#value}
    meanings[\${#COMPREPLY[@]}]=\${whats[i]}
    COMPREPLY[\${#COMPREPLY[@]}]=$value
  done
  # What a value is stands behind it only where there is a choice, and where bash shows it rather than takes it.
  ((\${#COMPREPLY[@]} < 2 || \${COMP_TYPE:-0} == 37 || \${COMP_TYPE:-0} == 42)) && return 0
  # What the values have in common is taken, so of a value nothing is cut off.
  ((cut = columns - 3 > longest ? columns - 3 : longest))
  for ((i = 0; i < \${#COMPREPLY[@]}; i++)); do
    value=\${COMPREPLY[i]}
    [[ -n \${meanings[i]} ]] && printf -v value '%-*s  (%s)' "$longest" "$value" "\${meanings[i]}"
    ((\${#value} > cut + 1)) && value=\${value:0:cut}…
    COMPREPLY[i]=$value
  done
  return 0
}
`;

export const bash: Shell = {
  name: "bash",
  load: (command) => `echo 'source <(${command})' >> ~/.bashrc`,
  offer,
  completes: (command, words) => {
    const own = `__kubectl_workload_${command.replaceAll("-", "_")}`;
    return `${own}() { __kubectl_workload_offer ${words.join(" ")}; }\ncomplete -F ${own} ${command}\n`;
  },
  abbreviates: (name, words) => `alias ${name}='${["kubectl workload", ...words].join(" ")}'\n`,
};
