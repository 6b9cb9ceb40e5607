# Starts the Frosting program in build/, after rebuilding it when a source changed: build.sh for PowerShell.
# All arguments are the program's. The repository's root becomes the working directory of the program.
# While a program of this repository runs, Windows keeps its files locked: end it before the next build.
$ErrorActionPreference = 'Stop'

# Through a link, PSScriptRoot is the link's folder.
$self = Get-Item -LiteralPath $PSCommandPath -Force
while ($self.LinkType -eq 'SymbolicLink') {
    $link = @($self.Target)[0]
    if (-not [IO.Path]::IsPathRooted($link)) { $link = Join-Path $self.DirectoryName $link }
    $self = Get-Item -LiteralPath $link -Force
}
$root = $self.DirectoryName
$sources = 'build', 'src', 'compat', 'samples', 'Directory.Build.props', 'Directory.Packages.props', 'global.json',
    '.editorconfig', 'BannedSymbols.txt' | ForEach-Object { Join-Path $root $_ }
$projects = 'build/Build.csproj', 'samples/Uptimer/Uptimer.csproj' | ForEach-Object { Join-Path $root $_ }
$programs = 'artifacts/bin/Build/release/Build.dll', 'artifacts/bin/Uptimer/release/Uptimer.dll' |
    ForEach-Object { Join-Path $root $_ }
$artifacts = Join-Path $root 'artifacts'
$stamp = Join-Path $artifacts 'build.stamp'
$log = Join-Path $artifacts 'build.log'
$lockLimitSeconds = 900

# Folders count too, so that a deleted or renamed file is seen. The stamp's time is when the last good build began.
function Test-Stale {
    if (@($programs + $stamp | Where-Object { -not (Test-Path -LiteralPath $_) }).Count -gt 0) { return $true }
    $built = (Get-Item -LiteralPath $stamp).LastWriteTimeUtc
    $existing = $sources | Where-Object { Test-Path -LiteralPath $_ }
    $items = @(Get-Item -LiteralPath $existing -Force) + @(Get-ChildItem -LiteralPath $existing -Recurse -Force)
    foreach ($item in $items) {
        if ($item.LastWriteTimeUtc -gt $built) { return $true }
    }
    return $false
}

function Invoke-Build {
    [Console]::Error.WriteLine('building...')
    $started = [DateTime]::UtcNow
    Set-Content -LiteralPath $log -Value $null
    $env:DOTNET_NOLOGO = '1'
    # Windows PowerShell takes a redirected line on stderr for an error of its own; the exit code tells.
    $ErrorActionPreference = 'Continue'
    foreach ($project in $projects) {
        $null | & dotnet build $project --configuration Release -p:RunAnalyzers=false *>> $log
        if ($LASTEXITCODE -ne 0) {
            [Console]::Error.WriteLine((Get-Content -LiteralPath $log -Raw))
            [Console]::Error.WriteLine("build.ps1: $project does not build; see above, or $log.")
            exit 1
        }
    }
    Set-Content -LiteralPath $stamp -Value $null
    (Get-Item -LiteralPath $stamp).LastWriteTimeUtc = $started
}

# Of two callers the second waits, and then finds nothing left to build. A lock ends with the process that holds it.
function Enter-Lock {
    $path = Join-Path $artifacts 'build.ps1.lock'
    for ($waited = 0; $waited -lt $lockLimitSeconds; $waited++) {
        try { return [IO.File]::Open($path, 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { Start-Sleep -Seconds 1 }
    }
    [Console]::Error.WriteLine("build.ps1: another build has held $path for $lockLimitSeconds s. End it first.")
    exit 1
}

if (Test-Stale) {
    New-Item -ItemType Directory -Force -Path $artifacts | Out-Null
    $lock = Enter-Lock
    try { if (Test-Stale) { Invoke-Build } }
    finally { $lock.Dispose() }
}

Push-Location -LiteralPath $root
try { & dotnet $programs[0] @args }
finally { Pop-Location }
exit $LASTEXITCODE
