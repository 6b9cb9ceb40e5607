using System.Diagnostics.CodeAnalysis;

namespace BlueGreen.Options.Yaml;

/// <summary>
/// Ends the reading of a text that is YAML but not YAML that is taken. Never leaves <see cref="YamlReader"/>.
/// </summary>
/// <param name="at">Where.</param>
/// <param name="message">What, as a clause.</param>
[SuppressMessage("Design", "CA1064", Justification = "Thrown and caught inside one type: no caller can meet it.")]
internal sealed class YamlRefusedException(SourcePosition at, string message) : Exception(message)
{
    /// <summary>Gets where.</summary>
    public SourcePosition At { get; } = at;
}
