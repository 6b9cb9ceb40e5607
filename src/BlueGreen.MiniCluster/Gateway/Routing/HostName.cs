namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Compares host names and patterns such as <c>*</c> and <c>*.example.com</c>.</summary>
internal static class HostName
{
    /// <summary>Cuts the port off.</summary>
    /// <param name="authority">A <c>Host</c> header.</param>
    /// <returns>The name alone, in its case.</returns>
    public static string WithoutPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        var isPort = colon >= 0 && !authority.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9');
        return isPort ? authority[..colon] : authority;
    }

    /// <summary>Compares.</summary>
    /// <param name="pattern">A name or a pattern.</param>
    /// <param name="host">A name, or a pattern that may be narrower.</param>
    /// <returns>Whether everything that <paramref name="host"/> stands for is in the pattern.</returns>
    public static bool Covers(string pattern, string host)
    {
        if (!pattern.StartsWith('*'))
        {
            return pattern.Equals(host, StringComparison.OrdinalIgnoreCase);
        }

        var suffix = pattern.AsSpan(1);
        return suffix.IsEmpty
            || (host.Length > suffix.Length && host.AsSpan().EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            || pattern.Equals(host, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Intersects a host of a Gateway's server with a host of a VirtualService.</summary>
    /// <param name="first">One name or pattern.</param>
    /// <param name="second">The other.</param>
    /// <returns>The narrower of the two, or null when they have nothing in common.</returns>
    public static string? Intersect(string first, string second)
    {
        if (Covers(first, second))
        {
            return second;
        }

        return Covers(second, first) ? first : null;
    }
}
