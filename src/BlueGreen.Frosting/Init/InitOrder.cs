using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;

namespace BlueGreen.Frosting.Init;

/// <summary>What the user asked of Init: a folder, and facts that need no finding.</summary>
/// <param name="Folder">The app's folder, absolute.</param>
/// <param name="Said">What was said on the command line: app, image, port, ready-path.</param>
/// <param name="Tool">The clone of this tool's repository that runs, or null when a package does.</param>
internal sealed record InitOrder(string Folder, ImmutableDictionary<string, string> Said, string? Tool)
{
    private const string Into = "into";
    private static readonly string[] Known = [Into, "app", "image", "port", "ready-path"];

    /// <summary>Reads it.</summary>
    /// <param name="source">The command line and the working directory.</param>
    /// <returns>The order.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: it cannot be followed.</exception>
    public static InitOrder Of(InputSource source)
    {
        var given = source.Arguments.Where(each => !ReleaseInputs.IsOfTheHost(each.Key)).ToList();
        if (given.Find(each => !Known.Contains(each.Key, StringComparer.OrdinalIgnoreCase)).Key is { } unknown)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"Init does not know --{unknown}.",
                $"It takes --{string.Join(", --", Known)} and --dryrun, and finds out the rest.",
                "Leave it out; options can be changed in bluegreen.yml afterwards.");
        }

        var said = given.Where(each => each.Value.Count > 0)
            .ToImmutableDictionary(each => each.Key, each => each.Value[^1], StringComparer.OrdinalIgnoreCase);
        var folder = Path.GetFullPath(Path.Combine(source.Folder, said.GetValueOrDefault(Into, ".")));
        var clone = IsOurs(source.Folder) ? source.Folder : null;
        CheckPort(said.GetValueOrDefault("port"));
        CheckImage(said.GetValueOrDefault("image"));
        return Check(new InitOrder(folder, said.Remove(Into), clone));
    }

    private static void CheckPort(string? text)
    {
        if (text is not null && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65_536))
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"--port={text} is no port.",
                "A port is a number from 1 to 65535.",
                "Name the one your app listens on, or leave it out: Init looks for it.");
        }
    }

    private static void CheckImage(string? text)
    {
        if (text is not null && ImageTemplate.TryParse(text) is null)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"--image={text} is not the name of an image.",
                "A name is in lower case, such as registry:5000/team/shop; a tag may follow, also $VERSION.",
                "Name the one to push to, or leave it out: a placeholder is written.");
        }
    }

    private static InitOrder Check(InitOrder order) =>
        !Directory.Exists(order.Folder) ? throw new ReleaseException(
            ExitCode.Usage,
            $"There is no folder '{order.Folder}'.",
            File.Exists(order.Folder) ? "It is a file." : "Nothing has this name.",
            "Name the root of your app's repository: --target=Init --into=../shop")
        : IsOurs(order.Folder) ? throw new ReleaseException(
            ExitCode.Usage,
            "This is the repository of the tool itself, not of an app.",
            $"{order.Folder} holds BlueGreen.slnx.",
            "Name the root of your app's repository: --target=Init --into=../shop")
        : order;

    private static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, "BlueGreen.slnx"))
        && Directory.Exists(Path.Combine(folder, "src", "BlueGreen.Frosting"));
}
