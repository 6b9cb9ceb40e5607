using System.Collections.Immutable;
using System.Reflection;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Pipelines;
using BlueGreen.Manifests;
using BlueGreen.Pipelines.Emitting;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Init;

/// <summary>The files that Init wants, decided and checked before any is written.</summary>
/// <param name="Files">The files in the order they are written: name from the folder, and text.</param>
/// <param name="Notes">What was found out, and where.</param>
/// <param name="Inputs">The app as these files describe it.</param>
/// <param name="IsImagePlaceholder">Whether somebody has to say where the image goes.</param>
internal sealed record InitPlan(
    ImmutableArray<(string Name, string Text)> Files,
    ImmutableArray<string> Notes,
    ReleaseInputs Inputs,
    bool IsImagePlaceholder)
{
    private const string Settings = "bluegreen.yml";
    private const string Manifests = "manifests";

    /// <summary>Decides them.</summary>
    /// <param name="order">What the user asked for.</param>
    /// <param name="environment">The environment variables.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ReleaseException">A <c>bluegreen.yml</c> that is there cannot be used.</exception>
    public static InitPlan Of(InitOrder order, IReadOnlyDictionary<string, string> environment)
    {
        // What is set for a release of something else must not get into these files.
        var own = environment.Where(each => !each.Key.StartsWith("BLUEGREEN_", StringComparison.Ordinal))
            .ToImmutableDictionary(StringComparer.Ordinal);
        var source = new InputSource(
            order.Folder, own, ImmutableDictionary<string, IReadOnlyList<string>>.Empty);
        return File.Exists(Path.Combine(order.Folder, Settings)) ? Following(source, order) : New(source, order);
    }

    /// <summary>There is a <c>bluegreen.yml</c>: all else follows it.</summary>
    private static InitPlan Following(InputSource source, InitOrder order)
    {
        if (order.Said.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } said)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"--{said} would change nothing.",
                $"{Settings} is there, and Init overwrites nothing.",
                $"Change '{said}' in {Settings}, and run Init without it; or remove {Settings} first.");
        }

        var inputs = ReleaseInputs.Load(source);
        ImmutableArray<(string Name, string Text)> manifests = inputs.Files is null
            ? [.. ManifestTexts.Of(inputs.Options, null).Select(each => ($"{Manifests}/{each.Key}", each.Value))]
            : [];
        return new InitPlan(
            [.. manifests, (Settings, string.Empty), .. OtherFiles(inputs)],
            [$"{Settings} is there: everything else follows it"],
            inputs,
            inputs.Options.Image?.StartsWith("registry.example/", StringComparison.Ordinal) == true);
    }

    private static InitPlan New(InputSource source, InitOrder order)
    {
        var facts = AppFinder.Find(order.Folder, order.Said);
        var folder = facts.OwnManifests
            ?? (Directory.Exists(Path.Combine(order.Folder, Manifests)) ? $"{Manifests}/blue-green" : Manifests);
        var settings = SettingsText.Of(facts, folder);
        var options = ReleaseInputs.Of(source, settings, null).Options;
        ImmutableArray<(string Name, string Text)> manifests = facts.OwnManifests is null
            ? [.. ManifestTexts.Of(options, facts.Deployment).Select(each => ($"{folder}/{each.Key}", each.Value))]
            : [];
        var files = facts.OwnManifests is { } own
            ? ManifestFiles.Read(order.Folder, [own])
            : ManifestFiles.Of(manifests.Select(each => new ManifestText(each.Name, each.Text)));
        var inputs = ReleaseInputs.Of(source, settings, files);

        // Reads all of it once: what we write, we must be able to release.
        _ = new ManifestRenderer(inputs.ForReading()).FindNamespace();
        return new InitPlan(
            [.. manifests, (Settings, settings), .. OtherFiles(inputs)],
            facts.Notes,
            inputs,
            facts.IsImagePlaceholder);
    }

    private static IEnumerable<(string Name, string Text)> OtherFiles(ReleaseInputs inputs) =>
        [.. ProgramFiles(), .. IgnoreFiles(inputs), .. PipelineFiles(inputs)];

    private static IEnumerable<(string Name, string Text)> ProgramFiles()
    {
        var version = typeof(InitPlan).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
        yield return ("build/Build.csproj", BuildProgram.Project(version));
        yield return ("build/Directory.Build.props", BuildProgram.Properties);
        yield return ("build/Program.cs", BuildProgram.Program);
        yield return ("build.sh", BuildProgram.Shell);
        yield return ("build.ps1", BuildProgram.PowerShell);
    }

    /// <summary>What is built here, a kubeconfig of the mini-cluster's among it, gets neither into git nor into an
    /// image.</summary>
    private static IEnumerable<(string Name, string Text)> IgnoreFiles(ReleaseInputs inputs)
    {
        yield return (".gitignore", "artifacts/\n");
        if (IsBuiltOfRoot(inputs))
        {
            yield return (".dockerignore", "artifacts/\n");
        }
    }

    /// <summary>Tells whether the image is built of the folder that also gets <c>artifacts/</c>.</summary>
    /// <param name="inputs">The app.</param>
    /// <returns>Whether docker's own list of what to leave out counts there.</returns>
    internal static bool IsBuiltOfRoot(ReleaseInputs inputs) =>
        PipelinePlans.Of(inputs).HasImage && (inputs.Options.Build.Context is "." or "./");

    private static IEnumerable<(string Name, string Text)> PipelineFiles(ReleaseInputs inputs)
    {
        var plan = PipelinePlans.Of(inputs);
        return PipelinePlans.Systems(inputs)
            .SelectMany(system => PipelineEmitter.Emit(plan, system))
            .Select(file => (file.Path, file.Text));
    }
}
