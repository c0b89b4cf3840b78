import { executable, type Shell } from "./shell.ts";

const offer = `\
# What \`${executable} __complete\` offers, to zsh. Its arguments stand before what was typed.
__kubectl_workload_offer() {
  local out directive line value
  local -a lines offers more
  out=$(command ${executable} __complete "$@" "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null) || return 1
  lines=("\${(@f)out}")
  directive=\${lines[-1]#:}
  lines[-1]=()
  [[ $PREFIX == -*=* ]] && compset -P 1 '*='
  if ((directive & 8)); then
    _files -g "*.(\${(j:|:)lines})(-.)"
    return
  fi
  if ((!(directive & 4) && \${#lines} == 0)); then
    _files
    return
  fi
  for line in $lines; do
    value=\${\${line%%$'\\t'*}//:/\\\\:}
    [[ $line == *$'\\t'* ]] && value+=":\${line#*$'\\t'}"
    offers+=("$value")
  done
  ((directive & 2)) && more=(-S '')
  if ((directive & 32)); then
    _describe -V 'kubectl workload' offers "\${more[@]}"
  else
    _describe 'kubectl workload' offers "\${more[@]}"
  fi
}
(($+functions[compdef])) || { autoload -Uz compinit && compinit -i }
`;

export const zsh: Shell = {
  name: "zsh",
  load: (command) => `echo 'source <(${command})' >> ~/.zshrc`,
  offer,
  completes: (command, words) => {
    const own = `_kubectl_workload_${command.replaceAll("-", "_")}`;
    return `function ${own} { __kubectl_workload_offer ${words.join(" ")} }\ncompdef ${own} ${command}
# From a directory of fpath, it is read when it is first needed.
if [[ $funcstack[1] == _${command} ]]; then ${own} "$@"; fi
`;
  },
  // A function, since zsh completes an alias as what it stands for, which is kubectl's to complete.
  abbreviates: (name, words) =>
    `unalias ${name} 2>/dev/null\nfunction ${name} { ${["kubectl workload", ...words].join(" ")} "$@" }\n`,
};
