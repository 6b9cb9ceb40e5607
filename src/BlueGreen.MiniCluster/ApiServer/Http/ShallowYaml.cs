using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>
/// Stops reading YAML that goes too deep: the library builds its tree by recursion, so that a text of some hundred
/// thousand brackets would end the process.
/// </summary>
/// <param name="inner">Reads the text.</param>
/// <param name="limit">How many maps and lists may stand inside each other.</param>
internal sealed class ShallowYaml(IParser inner, int limit) : IParser
{
    private int _depth;

    /// <inheritdoc/>
    public ParsingEvent? Current => inner.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        var hasMore = inner.MoveNext();
        _depth += hasMore && inner.Current is { } current ? current.NestingIncrease : 0;

        // The stream and the document count as well.
        return _depth <= limit + 2
            ? hasMore
            : throw new YamlException(inner.Current!.Start, inner.Current.End, $"exceeded max depth of {limit}");
    }
}
