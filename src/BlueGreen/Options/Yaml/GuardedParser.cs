using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BlueGreen.Options.Yaml;

/// <summary>YamlDotNet's parser, with its one undocumented failure turned into the documented one.</summary>
/// <remarks>
/// On some malformed texts the scanner's queue is empty where it expects a token, and <see
/// cref="InvalidOperationException"/> comes out instead of a <see cref="YamlException"/>. Found by random texts; see
/// BadOptionsTests.
/// </remarks>
/// <param name="text">The text to parse.</param>
internal sealed class GuardedParser(string text) : IParser
{
    private readonly Parser _parser = new(new StringReader(text));

    /// <inheritdoc/>
    public ParsingEvent? Current => _parser.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (InvalidOperationException e)
        {
            var at = Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "something is missing after this place", e);
        }
    }
}
