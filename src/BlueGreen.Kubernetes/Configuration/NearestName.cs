namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Guesses which known name a mistyped one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>Finds the known name with the fewest edits, if there are few enough.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <returns>The nearest name, or null when none is near.</returns>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var limit = Math.Max(2, name.Length / 3);
        return known
            .Select(candidate => (candidate, edits: Edits(name, candidate)))
            .Where(pair => pair.edits <= limit)
            .OrderBy(pair => pair.edits)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
