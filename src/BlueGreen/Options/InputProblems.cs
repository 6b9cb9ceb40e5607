using BlueGreen.Errors;

namespace BlueGreen.Options;

/// <summary>Collects everything that is wrong with some input, so that the user hears of all of it at once.</summary>
internal sealed class InputProblems
{
    /// <summary>More than this are counted, not listed: nobody reads them.</summary>
    public const int MaxListed = 50;

    private readonly List<(SourcePosition At, string Text)> _found = [];

    /// <summary>Gets how many problems there are.</summary>
    public int Count => _found.Count;

    /// <summary>Gets all of them, in the order they came.</summary>
    public IReadOnlyList<(SourcePosition At, string Text)> All => _found;

    /// <summary>Takes one problem.</summary>
    /// <param name="at">Where.</param>
    /// <param name="text">What, as a clause without a full stop.</param>
    public void Add(SourcePosition at, string text) => _found.Add((at, text));

    /// <summary>Hands all problems to another collector.</summary>
    /// <param name="other">The other.</param>
    /// <param name="prefix">What to write before each.</param>
    public void CopyTo(InputProblems other, string prefix)
    {
        foreach (var (at, text) in _found)
        {
            other.Add(at, prefix + text);
        }
    }

    /// <summary>Throws a usage error that lists all problems by source and line.</summary>
    /// <param name="problem">What cannot be used, as a sentence.</param>
    /// <param name="remedy">What to do next, as a sentence.</param>
    public void ThrowIfAny(string problem, string remedy)
    {
        if (_found.Count > 0)
        {
            throw new ReleaseException(ExitCode.Usage, problem, List(), remedy);
        }
    }

    private string List()
    {
        var lines = _found
            .OrderBy(each => each.At.Source, StringComparer.Ordinal)
            .ThenBy(each => each.At.Line)
            .ThenBy(each => each.At.Column)
            .Take(MaxListed)
            .Select(each => $"{each.At}: {each.Text}.");
        var more = _found.Count > MaxListed ? $"\n  … and {_found.Count - MaxListed} more." : string.Empty;
        return $"\n  {string.Join("\n  ", lines)}{more}\n";
    }
}
