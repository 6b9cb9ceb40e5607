using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.Frosting.Init;

/// <summary>Finds a name for the app in what stands in its folder.</summary>
internal static class AppName
{
    private const int MaxLength = 44;
    private const int MaxBytes = 1 << 20;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Finds it.</summary>
    /// <param name="folder">The app's folder.</param>
    /// <returns>The name, and where it is from.</returns>
    public static (string Name, string Origin) Find(string folder) =>
        Named(OfPackage(folder), "package.json")
        ?? Named(OfProject(folder), "its project file")
        ?? Named(OfModule(folder), "go.mod")
        ?? Named(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), "the folder's name")
        ?? ("app", "nothing here has a name");

    /// <summary>Makes a name that Kubernetes takes: <c>@team/My Shop</c> becomes <c>my-shop</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The name, or null when nothing is left.</returns>
    public static string? Of(string text)
    {
        var own = text.StartsWith('@') ? text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..] : text;
        var letters = own.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        var words = string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', words).TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        name = name.Length > MaxLength ? name[..MaxLength].TrimEnd('-') : name;
        return name.Length == 0 ? null : name;
    }

    /// <summary>Reads a text file of the app.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The text, or null when there is none that can be read.</returns>
    public static string? Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= MaxBytes ? File.ReadAllText(path) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // What cannot be read says nothing; every guess is told, so that a wrong one is seen.
            return null;
        }
    }

    /// <summary>Reads <c>package.json</c>.</summary>
    /// <param name="folder">The app's folder.</param>
    /// <returns>The package, or null.</returns>
    public static JsonObject? Package(string folder)
    {
        try
        {
            return Read(Path.Combine(folder, "package.json")) is { } text
                ? JsonNode.Parse(text, documentOptions: Strict) as JsonObject
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string Name, string Origin)? Named(string? text, string origin) =>
        text is not null && Of(text) is { } name ? (name, origin) : null;

    private static string? OfPackage(string folder) =>
        Package(folder)?["name"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : null;

    private static string? OfProject(string folder) => Directory.EnumerateFiles(folder, "*.*proj")
        .Where(file => Path.GetExtension(file) is ".csproj" or ".fsproj" or ".vbproj")
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .FirstOrDefault();

    private static string? OfModule(string folder) => Read(Path.Combine(folder, "go.mod"))
        ?.ReplaceLineEndings("\n").Split('\n')
        .Where(line => line.StartsWith("module ", StringComparison.Ordinal))
        .Select(line => line["module ".Length..].Trim().TrimEnd('/').Split('/')[^1])
        .FirstOrDefault();
}
