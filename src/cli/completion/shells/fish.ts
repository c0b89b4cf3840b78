import { executable, type Shell } from "./shell.ts";

const offer = `\
# What \`${executable} __complete\` offers, to fish. Its arguments stand before what was typed.
function __kubectl_workload_offer
    set -l raw (commandline -ct)
    set -l typed "$raw"
    # Without its quotes, of which the last may be still to come.
    for quote in '' \\' '"'
        set -l whole (string unescape -- "$raw$quote"); and set typed "$whole"; and break
    end
    set -l words (commandline -opc)
    set -l lines (command ${executable} __complete $argv $words[2..-1] "$typed" 2>/dev/null </dev/null)
    or return
    set -l directive (string sub -s 2 -- $lines[-1])
    set -e lines[-1]
    set -l flag (string match -r -- '^-[^=]*=' "$typed")
    set -l paths
    if test (math "bitand($directive, 8)") -ne 0
        set paths '/$|\\.('(string join '|' -- $lines)')$'
    else if test (math "bitand($directive, 4)") -eq 0; and test (count $lines) -eq 0
        set paths .
    end
    if set -q paths[1]
        set -l path (string replace -r -- '^-[^=]*=' '' "$raw")
        for file in (complete -C "__fish_command_without_completions $path")
            string match -qr -- $paths (string split -f 1 \\t -- $file); and echo -- "$flag$file"
        end
        return
    end
    for line in $lines
        echo -- "$flag$line"
    end
end
`;

export const fish: Shell = {
  name: "fish",
  load: (command) => `echo '${command} | source' >> ~/.config/fish/config.fish`,
  offer,
  completes: (command, words) =>
    `complete -c ${command} -e\ncomplete -c ${command} -f -k -a '(${["__kubectl_workload_offer", ...words].join(" ")})'\n`,
  abbreviates: (name, words) => `function ${name}; ${["kubectl workload", ...words].join(" ")} $argv; end\n`,
};
