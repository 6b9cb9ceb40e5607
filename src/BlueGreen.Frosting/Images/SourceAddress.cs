using System.Text.RegularExpressions;

namespace BlueGreen.Frosting.Images;

/// <summary>Finds the page of the sources for the image's label, without anybody's credentials. Pure.</summary>
internal static partial class SourceAddress
{
    /// <summary>Makes a page's address of what CI systems and git call the repository.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="origin">What git calls the remote repository, or null.</param>
    /// <returns>The address, or null.</returns>
    public static string? Find(IReadOnlyDictionary<string, string> environment, string? origin)
    {
        var server = environment.GetValueOrDefault("GITHUB_SERVER_URL");
        var name = environment.GetValueOrDefault("GITHUB_REPOSITORY");
        var found = server is { Length: > 0 } && name is { Length: > 0 }
            ? $"{server.TrimEnd('/')}/{name}"
            : environment.GetValueOrDefault("SEMAPHORE_GIT_URL") is { Length: > 0 } url ? url : origin;
        if (found is null)
        {
            return null;
        }

        var web = Shell().Match(found) is { Success: true } match
            ? $"https://{match.Groups["host"].Value}/{match.Groups["path"].Value}"
            : found;
        return Uri.TryCreate(web, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? $"{address.Scheme}://{address.Authority}{WithoutEnding(address.AbsolutePath)}"
            : null;
    }

    private static string WithoutEnding(string path) =>
        path.EndsWith(".git", StringComparison.Ordinal) ? path[..^".git".Length] : path.TrimEnd('/');

    [GeneratedRegex(
        @"\A(ssh://)?[\w.-]+@(?<host>[\w.-]+)(:[0-9]+/|[:/])(?<path>[^\s]+)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Shell();
}
