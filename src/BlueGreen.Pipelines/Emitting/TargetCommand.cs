namespace BlueGreen.Pipelines.Emitting;

/// <summary>Spells how a pipeline starts a target.</summary>
internal static class TargetCommand
{
    /// <summary>Spells it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="arguments">Further arguments, as the shell takes them.</param>
    /// <returns>The command.</returns>
    public static string Of(string target, params IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend($"./build.sh --target={target}"));
}
