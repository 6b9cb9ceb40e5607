using System.Text.RegularExpressions;

namespace BlueGreen.Frosting.Images;

/// <summary>The name of an image: repository, and tag or digest. Pure.</summary>
/// <param name="Repository">Registry and name, such as <c>registry:5000/team/shop</c>.</param>
/// <param name="Tag">The tag, or null.</param>
/// <param name="Digest">The digest, such as <c>sha256:…</c>, or null.</param>
/// <seealso href="https://github.com/distribution/reference"/>
internal sealed partial record ImageReference(string Repository, string? Tag, string? Digest)
{
    private const int MaxRepository = 255;
    private const int MaxText = 512;

    // What docker means when it leaves it out, and leaves out when it prints the name.
    private static readonly string[] Defaults =
        ["docker.io/library/", "index.docker.io/library/", "docker.io/", "index.docker.io/"];

    /// <summary>Gets the host of the registry, or null for Docker Hub.</summary>
    public string? Host =>
        Repository.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        && Repository[..slash] is var host
        && (host.AsSpan().ContainsAny('.', ':') || host is "localhost")
            ? host
            : null;

    /// <summary>Gets the repository as docker prints it, without what it takes for granted.</summary>
    public string ShortRepository =>
        Defaults.FirstOrDefault(start => Repository.StartsWith(start, StringComparison.Ordinal)) is { } known
            ? Repository[known.Length..]
            : Repository;

    /// <summary>Reads a name.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The name, or null when the text is none.</returns>
    public static ImageReference? TryParse(string? text)
    {
        if (text is not { Length: <= MaxText } || Whole().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var repository = match.Groups["repository"].Value;
        return repository.Length > MaxRepository
            ? null
            : new ImageReference(repository, ValueOf(match.Groups["tag"]), ValueOf(match.Groups["digest"]));
    }

    /// <summary>Tells whether a text is a digest.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is <c>sha256:</c> and 64 hexadecimal digits in lower case.</returns>
    public static bool IsDigest(string? text) => text is not null && DigestOnly().IsMatch(text);

    /// <summary>Names the same repository with a tag only.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The name.</returns>
    public ImageReference WithTag(string tag) => new(Repository, tag, null);

    /// <summary>Names the same repository by digest only.</summary>
    /// <param name="digest">The digest.</param>
    /// <returns>The name.</returns>
    public ImageReference Pinned(string digest) => new(Repository, null, digest);

    /// <inheritdoc/>
    public override string ToString() =>
        Repository + (Tag is null ? string.Empty : $":{Tag}") + (Digest is null ? string.Empty : $"@{Digest}");

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    // Before the first slash a host may stand, with a port.
    [GeneratedRegex(
        @"\A(?<repository>([A-Za-z0-9]+(-+[A-Za-z0-9]+)*(\.[A-Za-z0-9]+(-+[A-Za-z0-9]+)*)*(:[0-9]{1,5})?/)?"
        + @"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)"
        + @"(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DigestOnly();
}
