using System.Text.Json;
using System.Text.RegularExpressions;
using BlueGreen.Errors;
using Cake.Docker;

namespace BlueGreen.Frosting.Images;

/// <summary>What the target Push does: sends the image to its registry, and keeps the digest it got there.</summary>
internal static partial class ImagePush
{
    /// <summary>Pushes the image, or says what would be pushed.</summary>
    /// <param name="context">The task's context.</param>
    public static void Run(BlueGreenContext context)
    {
        var inputs = context.IsDryRun ? context.Inputs.ForReading() : context.Inputs;
        var names = ImageNames.ToMake(inputs);
        if (context.IsDryRun)
        {
            context.Say($"  would push: {string.Join(" and ", names.All)}");
            context.Say($"  would write the digest to {ImageFile.Name}");
            context.Say("Dry run: docker was not asked for anything.");
            return;
        }

        var docker = new Docker(context, inputs.Masker);
        RequireBuilt(docker, names);
        var digest = Push(context, docker, names);
        var record = new ImageRecord(
            inputs.Ci.ReleaseId, names.Image, digest, [.. names.All.Select(name => name.Tag!)]);
        ImageFile.Write(inputs.Source.Folder, record);
        context.Say($"  pushed: {record.Pinned}");
        context.Say($"  {ImageFile.Name} tells Deploy to use exactly this image; carry it to the job that deploys");
    }

    /// <summary>Finds the digest in what docker says of a push: <c>1.0: digest: sha256:… size: 528</c>.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The digest, or null.</returns>
    internal static string? DigestIn(IEnumerable<string> lines) => lines
        .Select(line => Pushed().Match(line)).LastOrDefault(match => match.Success)?.Groups["digest"].Value;

    /// <summary>Finds the digest of a repository among those that docker keeps for an image.</summary>
    /// <param name="json">The list of <c>repository@digest</c>, as JSON.</param>
    /// <param name="image">The image.</param>
    /// <returns>The digest, or null when there is none, or more than one.</returns>
    internal static string? DigestFor(string json, ImageReference image)
    {
        string?[]? names;
        try
        {
            names = JsonSerializer.Deserialize<string?[]>(json);
        }
        catch (JsonException)
        {
            return null;
        }

        var digests = (names ?? []).Select(ImageReference.TryParse)
            .Where(each => string.Equals(each?.ShortRepository, image.ShortRepository, StringComparison.Ordinal))
            .Select(each => each!.Digest).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return digests.Count == 1 ? digests[0] : null;
    }

    private static void RequireBuilt(Docker docker, ImageNames names)
    {
        var ids = names.All.Select(name => IdOf(docker, name)).Distinct(StringComparer.Ordinal);
        if (ids.Count() > 1)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"The image {names.Image} was not pushed.",
                $"{string.Join(" and ", names.All)} are not the same image: another build has taken one of the names.",
                "Run ./build.sh --target=Build again, then this.");
        }
    }

    private static string IdOf(Docker docker, ImageReference name)
    {
        IReadOnlyList<string> lines = [];
        try
        {
            docker.Run(
                $"The image {name} was not pushed.",
                context => lines = [.. context.DockerCustomCommand($"image inspect --format {{{{.Id}}}} {name}")]);
        }
        catch (ReleaseException failed) when (
            failed.Reason.Contains("no such image", StringComparison.OrdinalIgnoreCase))
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"The image {name} was not pushed.",
                "It was not built on this machine for this release.",
                "Run ./build.sh --target=Build in the same job, or carry it here with docker save and docker load.",
                failed);
        }

        return string.Concat(lines).Trim();
    }

    private static string Push(BlueGreenContext context, Docker docker, ImageNames names)
    {
        var said = new List<string>();
        foreach (var name in names.All)
        {
            context.Say($"  pushing: {name}");
            said.AddRange(docker.Run($"The image {name} was not pushed.", each => each.DockerPush(name.ToString())));
        }

        return DigestIn(said) ?? DigestFor(Inspect(docker, names.Image), names.Image) ?? throw new ReleaseException(
            ExitCode.NotSwitched,
            $"The image {names.Image} was pushed, but its digest is not known.",
            "Docker said none, and keeps none for this repository.",
            "Push with another version of docker; or deploy by tag, without running Push here.");
    }

    private static string Inspect(Docker docker, ImageReference image)
    {
        IReadOnlyList<string> lines = [];
        docker.Run(
            $"The digest of {image} could not be read.",
            context => lines = [.. context.DockerCustomCommand(
                $"image inspect --format \"{{{{json .RepoDigests}}}}\" {image}")]);
        return string.Concat(lines);
    }

    [GeneratedRegex(
        @"\A\s*\S+: digest: (?<digest>sha256:[0-9a-f]{64})\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pushed();
}
