namespace BlueGreen.Frosting.Init;

/// <summary>The program in <c>build/</c> that Init writes, and the scripts that start it. Pure.</summary>
internal static class BuildProgram
{
    /// <summary>The one line.</summary>
    public const string Program =
        """
        // The targets: ./build.sh --help. Your own Frosting tasks stand beside them.
        return new BlueGreen.Frosting.BlueGreenHost().Run(args);

        """;

    /// <summary>Where the program is built to; and a Directory.Build.props above stays the app's own.</summary>
    public const string Properties =
        """
        <Project>
          <PropertyGroup>
            <UseArtifactsOutput>true</UseArtifactsOutput>
            <ArtifactsPath>$(MSBuildThisFileDirectory)../artifacts</ArtifactsPath>
          </PropertyGroup>
        </Project>

        """;

    /// <summary>Starts the program.</summary>
    public const string Shell =
        """
        #!/usr/bin/env bash
        # Starts the program in build/, after building it when a source changed. All arguments are the program's.
        # It ends as the program itself (exec), so that signals reach it and the exit code is its own.
        set -euo pipefail
        CDPATH="" cd -- "${BASH_SOURCE[0]%"${BASH_SOURCE[0]##*/}"}./"
        program=artifacts/bin/Build/release/Build.dll
        sources=(build)
        if [[ -n ${BlueGreenSource:-} ]]; then
          sources+=("$BlueGreenSource/src")
        fi
        is_stale() {
          [[ ! -f $program ]] ||
            [[ -n $(find "${sources[@]}" \( -name bin -o -name obj \) -prune -o -newer "$program" -print -quit) ]]
        }
        if is_stale; then
          mkdir -p artifacts
          echo "building..." >&2
          if ! DOTNET_NOLOGO=1 dotnet build build/Build.csproj --configuration Release -p:RunAnalyzers=false \
            </dev/null >artifacts/build.log 2>&1; then
            cat -- artifacts/build.log >&2
            echo "build.sh: build/Build.csproj does not build; see above, or artifacts/build.log." >&2
            exit 1
          fi
          touch -- "$program"
        fi
        exec dotnet "$program" "$@"

        """;

    /// <summary>Starts the program from PowerShell.</summary>
    public const string PowerShell =
        """
        # Starts the program in build/ after building it: build.sh for PowerShell. All arguments are the program's.
        $ErrorActionPreference = 'Continue'
        $env:DOTNET_NOLOGO = '1'
        Push-Location -LiteralPath $PSScriptRoot
        try {
            New-Item -ItemType Directory -Force -Path artifacts | Out-Null
            $null | & dotnet build build/Build.csproj -c Release -p:RunAnalyzers=false *> artifacts/build.log
            if ($LASTEXITCODE -ne 0) {
                [Console]::Error.WriteLine((Get-Content -LiteralPath artifacts/build.log -Raw))
                exit 1
            }
            & dotnet artifacts/bin/Build/release/Build.dll @args
        }
        finally { Pop-Location }
        exit $LASTEXITCODE

        """;

    /// <summary>Writes the project.</summary>
    /// <param name="version">The version of the package.</param>
    /// <returns>The text.</returns>
    public static string Project(string version) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
          <!-- The package; or where no feed has it, a clone: export BlueGreenSource=/path/of/the/clone -->
          <ItemGroup Condition="'$(BlueGreenSource)' == ''">
            <PackageReference Include="BlueGreen.Frosting" Version="{version}" />
          </ItemGroup>
          <Import Condition="'$(BlueGreenSource)' != ''"
                  Project="$(BlueGreenSource)/compat/Frosting.references.props" />
          <ItemGroup Condition="'$(BlueGreenSource)' != ''">
            <ProjectReference Include="$(BlueGreenSource)/src/BlueGreen.Frosting/BlueGreen.Frosting.csproj" />
          </ItemGroup>
        </Project>

        """;
}
