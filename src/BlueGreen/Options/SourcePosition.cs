namespace BlueGreen.Options;

/// <summary>Where a piece of input came from, so that a message can send the user there.</summary>
/// <param name="Source">A file's name, an argument such as <c>--port</c>, or an environment variable's name.</param>
/// <param name="Line">The line in a file, from 1; 0 when the source has no lines.</param>
/// <param name="Column">The column in a file, from 1; 0 when the source has no lines.</param>
public sealed record SourcePosition(string Source, int Line = 0, int Column = 0)
{
    /// <summary>Spells the position as editors and compilers do: <c>bluegreen.yml:3:7</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
