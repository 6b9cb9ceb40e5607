using System.IO.Enumeration;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Finds what runs for an image by its name.</summary>
internal static class ImageMap
{
    /// <summary>Finds the entry with the longest matching pattern.</summary>
    /// <param name="images">The entries.</param>
    /// <param name="image">The image as a manifest names it.</param>
    /// <returns>The entry, or null.</returns>
    public static ImageCommand? Find(IEnumerable<ImageCommand> images, string image)
    {
        var name = NameOf(image);
        return images
            .Where(entry => FileSystemName.MatchesSimpleExpression(entry.Pattern, name, ignoreCase: false))
            .MaxBy(entry => entry.Pattern.Length);
    }

    /// <summary>Takes registry host, tag and digest off.</summary>
    /// <param name="image">The image as a manifest names it.</param>
    /// <returns>Its name, such as <c>team/uptimer</c>.</returns>
    public static string NameOf(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/'))
        {
            name = name[..colon];
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? string.Empty : name[..slash];
        return host.AsSpan().ContainsAny('.', ':') || host is "localhost" ? name[(slash + 1)..] : name;
    }
}
