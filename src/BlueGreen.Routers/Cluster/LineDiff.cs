namespace BlueGreen.Routers.Cluster;

/// <summary>Finds the lines that differ between two texts, with two lines around each change.</summary>
/// <seealso href="https://en.wikipedia.org/wiki/Longest_common_subsequence"/>
internal static class LineDiff
{
    private const int Around = 2;
    private const int MaxLines = 4000;

    /// <summary>Compares.</summary>
    /// <param name="before">The lines before.</param>
    /// <param name="after">The lines after.</param>
    /// <returns>The changed lines with <c>+</c> or <c>-</c> before them, others with a blank.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (before.Count > MaxLines || after.Count > MaxLines)
        {
            return [$"(too long to compare: {before.Count} lines before, {after.Count} after)"];
        }

        var all = Walk(before, after, Lengths(before, after)).ToList();
        var near = new bool[all.Count];
        for (var index = 0; index < all.Count; index++)
        {
            if (all[index][0] != ' ')
            {
                Array.Fill(near, true, Math.Max(0, index - Around),
                    Math.Min(all.Count, index + Around + 1) - Math.Max(0, index - Around));
            }
        }

        return [.. all.Where((_, index) => near[index])];
    }

    private static int[][] Lengths(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lengths = Enumerable.Range(0, before.Count + 1).Select(_ => new int[after.Count + 1]).ToArray();
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                lengths[i][j] = string.Equals(before[i], after[j], StringComparison.Ordinal)
                    ? lengths[i + 1][j + 1] + 1
                    : Math.Max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }

        return lengths;
    }

    private static IEnumerable<string> Walk(IReadOnlyList<string> before, IReadOnlyList<string> after, int[][] lengths)
    {
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            if (i < before.Count && j < after.Count && string.Equals(before[i], after[j], StringComparison.Ordinal))
            {
                yield return $"  {before[i]}";
                (i, j) = (i + 1, j + 1);
            }
            else if (j == after.Count || (i < before.Count && lengths[i + 1][j] >= lengths[i][j + 1]))
            {
                yield return $"- {before[i++]}";
            }
            else
            {
                yield return $"+ {after[j++]}";
            }
        }
    }
}
