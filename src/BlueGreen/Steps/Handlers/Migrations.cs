using BlueGreen.Errors;
using BlueGreen.Ports;

namespace BlueGreen.Steps.Handlers;

/// <summary>What both migrations share.</summary>
internal static class Migrations
{
    /// <summary>Refuses to go on after a migration that did not succeed.</summary>
    public static void RequireSuccess(
        string kind, IReadOnlyList<string> command, CommandResult result, ExitCode exitCode)
    {
        if (result.ExitCode != 0)
        {
            throw new ReleaseException(
                exitCode,
                $"The {kind} migration '{string.Join(' ', command)}' failed with exit code {result.ExitCode}.",
                $"Its last output: {Tail(result)}",
                $"Mend the migration or migrate.{kind} in bluegreen.yml; it must be safe to run again.");
        }
    }

    /// <summary>Says in one clause how a migration ended.</summary>
    public static string Words(CommandResult result) => $"exit code {result.ExitCode}: {Tail(result)}";

    private static string Tail(CommandResult result)
    {
        var text = result.Output.Trim();
        return text.Length == 0 ? "(nothing printed)" : text[Math.Max(0, text.Length - 600)..];
    }
}
