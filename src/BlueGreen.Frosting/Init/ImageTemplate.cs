using BlueGreen.Frosting.Images;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Init;

/// <summary>The name of an image that may refer to variables, such as <c>registry/shop:$VERSION</c>. Pure.</summary>
internal static class ImageTemplate
{
    /// <summary>Reads a name as it is once its variables have values.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The name, with <c>0</c> for each variable; or null when the text can be none.</returns>
    public static ImageReference? TryParse(string text)
    {
        var values = Substitution.FindUses(text).Select(use => use.Name).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, _ => "0", StringComparer.Ordinal);
        return ImageReference.TryParse(Substitution.Render(text, values).Text);
    }

    /// <summary>Finds the repository.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The name up to its tag; or null when a variable is a part of it.</returns>
    public static string? RepositoryOf(string text) =>
        TryParse(text)?.Repository is { } repository && text.StartsWith(repository, StringComparison.Ordinal)
            ? repository
            : null;

    /// <summary>Finds the name that the mini-cluster knows an image by: without registry and tag.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The name, or null when a variable is a part of it.</returns>
    public static string? LocalNameOf(string text) => ImageReference.TryParse(RepositoryOf(text)) is { } image
        ? image.Repository[(image.Host is { } host ? host.Length + 1 : 0)..]
        : null;
}
