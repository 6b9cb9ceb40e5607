using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace BlueGreen.Frosting.Init;

/// <summary>What the last stage of a Dockerfile says of the app. Pure.</summary>
/// <param name="Port">The first port it exposes, or null.</param>
/// <param name="Command">What it runs, or empty.</param>
/// <seealso href="https://docs.docker.com/reference/dockerfile/"/>
internal sealed record DockerfileFacts(int? Port, ImmutableArray<string> Command)
{
    /// <summary>Reads a Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>What it says; nothing of what cannot be read.</returns>
    public static DockerfileFacts Of(string text)
    {
        var (port, entry, command) = ((int?)null, ImmutableArray<string>.Empty, ImmutableArray<string>.Empty);
        foreach (var (word, rest) in Instructions(text))
        {
            switch (word)
            {
                case "FROM":
                    (port, entry, command) = (null, [], []);
                    break;
                case "EXPOSE":
                    port ??= PortOf(rest);
                    break;
                case "ENTRYPOINT":
                    (entry, command) = (CommandOf(rest), []);
                    break;
                case "CMD":
                    command = CommandOf(rest);
                    break;
            }
        }

        return new DockerfileFacts(port, entry.AddRange(command));
    }

    private static IEnumerable<(string Word, string Operands)> Instructions(string text)
    {
        var whole = string.Empty;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            whole += line.TrimEnd('\\');
            if (line.EndsWith('\\'))
            {
                continue;
            }

            var parts = whole.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 2)
            {
                yield return (parts[0].ToUpperInvariant(), parts[1]);
            }

            whole = string.Empty;
        }
    }

    private static int? PortOf(string rest)
    {
        var first = rest.Split([' ', '\t', '/'], 2)[0];
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65_536
            ? port
            : null;
    }

    private static ImmutableArray<string> CommandOf(string rest)
    {
        try
        {
            var words = rest.StartsWith('[') ? JsonSerializer.Deserialize<string[]>(rest) : null;
            return words is null ? ["sh", "-c", rest] : [.. words.OfType<string>()];
        }
        catch (JsonException)
        {
            // Docker takes what is no JSON for a shell's line too.
            return ["sh", "-c", rest];
        }
    }
}
