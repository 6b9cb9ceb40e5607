using System.Collections.Immutable;
using System.Text;
using BlueGreen.Errors;

namespace BlueGreen.Options;

/// <summary>
/// Where options come from. Arguments win over the environment, that over the file, that over the defaults.
/// </summary>
public sealed record OptionsInput
{
    private const int MaxFileBytes = 1 << 20;

    /// <summary>Gets the text of <c>bluegreen.yml</c>.</summary>
    /// <value>The default value is <see langword="null"/>: there is no file.</value>
    public string? YamlText { get; init; }

    /// <summary>Gets the name of the file in messages.</summary>
    /// <value>The default value is <c>bluegreen.yml</c>.</value>
    public string Path { get; init; } = "bluegreen.yml";

    /// <summary>Gets the environment variables; an empty one counts as not set.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets the values of each argument, by its name without dashes.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments { get; init; } =
        ImmutableDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Reads a file; one that does not exist counts as none.</summary>
    /// <param name="path">The file.</param>
    /// <returns>This input with the file's text.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the file cannot be read as text.</exception>
    public OptionsInput WithFile(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return this with { YamlText = null, Path = path };
            }

            if (file.Length > MaxFileBytes)
            {
                throw Refuse(path, $"It has {file.Length} bytes, at most {MaxFileBytes} are allowed.", null);
            }

            using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return this with { YamlText = reader.ReadToEnd(), Path = path };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw Refuse(path, e is DecoderFallbackException ? "It is not UTF-8 text." : e.Message, e);
        }
    }

    private static ReleaseException Refuse(string path, string reason, Exception? cause) =>
        new(ExitCode.Usage, $"The file '{path}' cannot be read.", reason, "Correct the file and run again.", cause);
}
