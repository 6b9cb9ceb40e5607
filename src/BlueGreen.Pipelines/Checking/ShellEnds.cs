namespace BlueGreen.Pipelines.Checking;

/// <summary>Finds where what a script has opened ends. What never comes again is not looked for again.</summary>
/// <param name="script">The script.</param>
internal sealed class ShellEnds(string script)
{
    private const string DoubleQuote = "\"";
    private const string Bracket = ")";

    private readonly HashSet<string> _never = new(StringComparer.Ordinal);

    /// <summary>Finds a text.</summary>
    /// <param name="end">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>The place after it, or null.</returns>
    public int? Of(string end, int from)
    {
        var found = _never.Contains(end) ? -1 : script.IndexOf(end, from, StringComparison.Ordinal);
        return found < 0 ? Never(end) : found + end.Length;
    }

    /// <summary>Finds the quote that closes, beyond those in a substitution.</summary>
    /// <param name="at">The place of the quote that opens.</param>
    /// <returns>The place after it, or null.</returns>
    public int? OfDoubleQuoted(int at)
    {
        for (var next = at + 1; next < script.Length && !_never.Contains(DoubleQuote);)
        {
            switch (script[next])
            {
                case '"':
                    return next + 1;
                case '\\' when next + 1 < script.Length && script[next + 1] is '"' or '\\':
                    next += 2;
                    break;
                case '$' when next + 1 < script.Length && script[next + 1] is '(' && OfBrackets(next + 1) is { } end:
                    next = end;
                    break;
                default:
                    next++;
                    break;
            }
        }

        return Never(DoubleQuote);
    }

    /// <summary>Finds the bracket that closes.</summary>
    /// <param name="at">The place of the bracket that opens.</param>
    /// <returns>The place after it, or null.</returns>
    public int? OfBrackets(int at)
    {
        var open = 0;
        for (var next = at; next < script.Length && !_never.Contains(Bracket); next++)
        {
            open += script[next] is '(' ? 1 : script[next] is ')' ? -1 : 0;
            if (open == 0)
            {
                return next + 1;
            }
        }

        return Never(Bracket);
    }

    /// <summary>Finds the line that ends a here-document.</summary>
    /// <param name="end">What the line says.</param>
    /// <param name="from">Where the document begins.</param>
    /// <returns>The place after the line, or null.</returns>
    public int? OfDocument(string end, int from)
    {
        for (var line = from; line < script.Length && !_never.Contains($"<{end}");)
        {
            var next = script.IndexOf('\n', line) is var found and >= 0 ? found + 1 : script.Length;
            if (script.AsSpan(line, next - line).Trim().SequenceEqual(end))
            {
                return next;
            }

            line = next;
        }

        return Never($"<{end}");
    }

    private int? Never(string end)
    {
        _never.Add(end);
        return null;
    }
}
