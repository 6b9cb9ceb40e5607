using System.Collections.Immutable;

namespace BlueGreen.Options;

/// <summary>How the app's image is built.</summary>
public sealed record BuildOptions
{
    /// <summary>Gets the folder whose files the image is built of.</summary>
    /// <value>The default value is <c>.</c>: the repository's root.</value>
    public string Context { get; init; } = ".";

    /// <summary>Gets the Dockerfile, seen from the repository's root.</summary>
    /// <value>The default value is <c>Dockerfile</c>.</value>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>Gets the build arguments of the Dockerfile; values may use variables.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the platform of the image.</summary>
    /// <value>The default value is <see langword="null"/>: the docker daemon's.</value>
    public string? Platform { get; init; }
}
