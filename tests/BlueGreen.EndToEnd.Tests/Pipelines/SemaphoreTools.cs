namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>Stand-ins for what Semaphore's agent puts on the path, and for its session. What they do not know they
/// refuse, and tell in a file: an epilogue would hide it.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/toolbox"/>
internal static class SemaphoreTools
{
    /// <summary>Begins a session; <c>checkout</c> is a function there too, for it changes the folder.</summary>
    public const string Begin =
        """
        checkout() { mkdir -p "$HOME/$SEMAPHORE_GIT_DIR" && cp -R "$SIM_REPOSITORY/." "$HOME/$SEMAPHORE_GIT_DIR" &&
          cd "$HOME/$SEMAPHORE_GIT_DIR"; }
        code=0
        step() { if [ "$code" -eq 0 ]; then printf '$ %s\n' "$1"; eval "$1"; code=$?; fi; }
        after() { printf '$ %s\n' "$1"; eval "$1"; }

        """;

    /// <summary>Ends the commands: what follows is the epilogue.</summary>
    public const string Turn =
        """
        if [ "$code" -eq 0 ]; then export SEMAPHORE_JOB_RESULT=passed; else export SEMAPHORE_JOB_RESULT=failed; fi

        """;

    private const string Artifact =
        """
        #!/usr/bin/env bash
        set -eu
        misuse() { echo "artifact: $1" | tee -a "$SIM_STORE/misuse" >&2; exit 64; }
        [ $# -ge 3 ] || misuse "too few arguments: $*"
        action=$1 level=$2 path=$3; shift 3
        to=${path##*/} force=
        while [ $# -gt 0 ]; do
          case $1 in
            --destination) to=$2; shift 2 ;;
            --force) force=1; shift ;;
            *) misuse "unknown: $1" ;;
          esac
        done
        case $level in
          job) store=$SIM_STORE/jobs/$SEMAPHORE_JOB_NAME ;;
          workflow) store=$SIM_STORE/workflow ;;
          *) misuse "unknown level: $level" ;;
        esac
        case $action in
          push) from=$path into=$store/$to ;;
          pull) from=$store/$path into=$to ;;
          *) misuse "unknown action: $action" ;;
        esac
        [ -e "$from" ] || { echo "artifact: no $from" >&2; exit 1; }
        [ -z "$force" ] || rm -rf "$into"
        [ ! -e "$into" ] || { echo "artifact: there is $into already" >&2; exit 1; }
        mkdir -p "$(dirname "$into")"
        cp -R "$from" "$into"
        """;

    private const string TestResults =
        """
        #!/usr/bin/env bash
        set -eu
        [ "$#" -eq 2 ] && [ "$1" = publish ] || { echo "test-results: $*" | tee -a "$SIM_STORE/misuse" >&2; exit 64; }
        mkdir -p "$SIM_STORE/jobs/$SEMAPHORE_JOB_NAME/test-results"
        cp "$2" "$SIM_STORE/jobs/$SEMAPHORE_JOB_NAME/test-results/junit.xml"
        """;

    /// <summary>Installs the tools.</summary>
    /// <param name="folder">The folder that comes first on the path.</param>
    public static void Install(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, "artifact"), Artifact);
        Write(Path.Combine(folder, "test-results"), TestResults);
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
