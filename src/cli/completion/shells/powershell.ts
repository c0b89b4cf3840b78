import { executable, type Shell } from "./shell.ts";

const offer = `\
# What \`${executable} __complete\` offers, to PowerShell. $before stands before what was typed.
function __kubectlWorkloadOffer($before, $wordToComplete, $commandAst, $cursorPosition) {
    $words = @($before) + @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    if ($wordToComplete -eq '') {
        # Before 7.3 an empty argument was left out, unless it was quoted twice.
        $words += if ($PSVersionTable.PSVersion -lt [version]'7.3') { '""' } else { '' }
    }
    $lines = @(${executable} __complete @words 2>$null)
    if ($lines.Count -lt 2) { return }
    $directive = [int]$lines[-1].Substring(1)
    # File names are PowerShell's own to offer.
    if ($directive -band 8) { return }
    $flag = if ($wordToComplete -match '^-[^=]*=') { $Matches[0] } else { '' }
    $space = if ($directive -band 2) { '' } else { ' ' }
    foreach ($line in $lines[0..($lines.Count - 2)]) {
        $value, $what = $line -split [char]9, 2
        if (-not $what) { $what = $value }
        $text = "$flag$value"
        # Names of a kubeconfig can hold what PowerShell would run.
        if ($text -match '[^\\w.,:=/+-]') { $text = "'" + $text.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new("$text$space", $value, 'ParameterValue', $what)
    }
}
`;

export const powershell: Shell = {
  name: "powershell",
  load: (command) => `Add-Content $PROFILE '${command} | Out-String | Invoke-Expression'`,
  offer,
  completes: (command, words) => `\
Register-ArgumentCompleter -Native -CommandName ${command} -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    __kubectlWorkloadOffer @(${words.map((word) => `'${word}'`).join(", ")}) $wordToComplete $commandAst $cursorPosition
}
`,
  abbreviates: (name, words) => `function ${name} { ${["kubectl workload", ...words].join(" ")} @args }\n`,
};
