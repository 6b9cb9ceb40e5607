namespace BlueGreen.Options;

/// <summary>Finds what the user probably meant by a name that is not known.</summary>
internal static class NearestName
{
    private const int MaxLength = 64;

    /// <summary>Says "did you mean" as the end of a sentence.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The names there are.</param>
    /// <returns><c>; did you mean 'x'?</c>-like text without a question mark, or nothing when none is near.</returns>
    public static string Hint(string name, IEnumerable<string> known) =>
        Find(name, known) is { } nearest ? $"; the nearest known name is '{nearest}'" : string.Empty;

    /// <summary>Finds the known name with the smallest edit distance.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>
    /// The nearest, or null when more than a third of the name, and more than two characters, would change.
    /// </returns>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > MaxLength)
        {
            return null;
        }

        var limit = Math.Max(2, name.Length / 3);
        return known
            .Select(each => (Name: each, Distance: Distance(name.ToUpperInvariant(), each.ToUpperInvariant())))
            .Where(each => each.Distance <= limit && each.Distance < each.Name.Length)
            .OrderBy(each => each.Distance)
            .ThenBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => each.Name)
            .FirstOrDefault();
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
