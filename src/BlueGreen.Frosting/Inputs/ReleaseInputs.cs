using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Images;
using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Secrets;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Inputs;

/// <summary>Everything the user said, validated: options, the CI run, the release, the manifests.</summary>
public sealed class ReleaseInputs
{
    private static readonly HashSet<string> CakeNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "target", "working", "verbosity", "exclusive", "no-report", "noreport", CommandLine.DryRunArgument,
    };

    private const string Unnamed = "unnamed";
    private readonly Lazy<CiRun> _ci;
    private readonly Lazy<Release?> _release;

    private ReleaseInputs(
        InputSource source,
        LoadedOptions loaded,
        ManifestFiles? files,
        Func<InputSource, BlueGreenOptions, CiRun> detect)
    {
        (Source, Options, Warnings, Files) = (source, loaded.Options, loaded.Warnings, files);
        _ci = new Lazy<CiRun>(() => detect(source, loaded.Options));
        _release = new Lazy<Release?>(() => Parse(loaded.Options, Ci));
        Masker = SecretMasker.Create(Variables().SelectMany(map => map), loaded.Options.Secrets);
    }

    /// <summary>Gets where all of it came from.</summary>
    public InputSource Source { get; }

    /// <summary>Gets the options.</summary>
    public BlueGreenOptions Options { get; }

    /// <summary>Gets what is odd but not wrong.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Gets the CI run, or the local one; asked for at the first use, for a mini-cluster needs none.</summary>
    /// <exception cref="ReleaseException">Nothing names the release.</exception>
    public CiRun Ci => _ci.Value;

    /// <summary>Gets the user's manifests, or null when they bring none.</summary>
    public ManifestFiles? Files { get; }

    /// <summary>Gets the release, or null when no release tag is known.</summary>
    public Release? Release => _release.Value;

    /// <summary>Gets what hides secrets.</summary>
    public SecretMasker Masker { get; }

    /// <summary>Gets the variables that manifests may use.</summary>
    internal VariableSources VariableSources => new(Options.Variables, Source.Environment, SingleArguments(Source));

    /// <summary>Gathers the variables of a release's manifests, its image among them.</summary>
    /// <param name="release">The release.</param>
    /// <returns>The variables.</returns>
    internal VariableSources VariablesOf(Release release) =>
        VariableSources with { Image = DeployedImage.Find(this, release)?.Reference };

    /// <summary>Loads and validates everything.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ReleaseException">Something is wrong; all of it is told at once. Nothing was
    /// touched.</exception>
    public static ReleaseInputs Load(InputSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var input = new OptionsInput { Environment = source.Environment, Arguments = OptionArguments(source) }
            .WithFile(Path.Combine(source.Folder, "bluegreen.yml"));
        var loaded = OptionsLoader.Load(input);
        var files = ReadManifests(source, loaded.Options);
        IEnumerable<string> names = files is null ? [] : files.VariableNames;
        var inImage = loaded.Options.Build.Arguments.Values.Append(loaded.Options.Image ?? string.Empty)
            .SelectMany(text => Substitution.FindUses(text)).Select(use => use.Name);
        var known = new HashSet<string>(CakeNames.Concat(names).Concat(inImage), StringComparer.OrdinalIgnoreCase);
        ArgumentNames.RefuseUnknown(source.Arguments.Keys.Where(name => !IsCakes(name)), known);
        return new ReleaseInputs(source, loaded, files, Detect);
    }

    /// <summary>Makes the inputs of files that are not written yet.</summary>
    /// <param name="source">Where the rest comes from.</param>
    /// <param name="settings">The text of <c>bluegreen.yml</c>.</param>
    /// <param name="manifests">The manifests.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ReleaseException">Something is wrong.</exception>
    internal static ReleaseInputs Of(InputSource source, string settings, ManifestFiles? manifests)
    {
        var input = new OptionsInput { YamlText = settings, Environment = source.Environment };
        return new ReleaseInputs(source, OptionsLoader.Load(input), manifests, Detect);
    }

    /// <summary>Makes the inputs for who only looks: a release that nothing names has a stand-in for its id.</summary>
    /// <returns>The same options and manifests.</returns>
    internal ReleaseInputs ForReading() =>
        new(Source, new LoadedOptions(Options, [.. Warnings]), Files, DetectForReading);

    /// <summary>Tells whether an argument is Cake's or the host's own.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it is no option of ours.</returns>
    internal static bool IsOfTheHost(string name) => CakeNames.Contains(name) || IsCakes(name);

    /// <summary>Finds the sources of a Cake run.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The sources.</returns>
    internal static InputSource SourceOf(BlueGreenContext context) => new(
        context.Environment.WorkingDirectory.FullPath,
        context.Process.Variables,
        context.Arguments.GetArguments().ToDictionary(
            pair => CommandLine.WithDots(pair.Key),
            pair => (IReadOnlyList<string>)[.. pair.Value.Select(value => value ?? string.Empty)],
            StringComparer.OrdinalIgnoreCase));

    private static CiRun Detect(InputSource source, BlueGreenOptions options) => CiDetector.Detect(new CiInput
    {
        Environment = source.Environment,
        ReleaseId = options.ReleaseId,
        Tag = options.Tag,
        ReadFile = SmallFile.Read,
        AskCommit = () => GitQuestions.Commit(source.Folder),
        AskTag = () => GitQuestions.Tag(source.Folder),
    });

    private static CiRun DetectForReading(InputSource source, BlueGreenOptions options)
    {
        try
        {
            return Detect(source, options);
        }
        catch (ReleaseException)
        {
            // The one thing that is refused there is a missing id: outside of CI and of a git repository.
            return Detect(source, options with { ReleaseId = Unnamed });
        }
    }

    private static Release? Parse(BlueGreenOptions options, CiRun ci) =>
        ReleaseTagParser.Create(options.TagPattern).TryParse(ci.Tag) is { } tag
            ? new Release(options.App, tag, ci.ReleaseId, ci.Commit, ci.Actor, ci.Link)
            : null;

    private static ManifestFiles? ReadManifests(InputSource source, BlueGreenOptions options)
    {
        IReadOnlyList<string> paths = options.Manifests;
        if (paths.Count == 0 && Directory.Exists(Path.Combine(source.Folder, "manifests")))
        {
            paths = ["manifests"];
        }

        return paths.Count == 0 ? null : ManifestFiles.Read(source.Folder, paths);
    }

    /// <summary>
    /// Cake's configuration may stand on the command line too: <c>--Settings_…</c>, <c>--Paths_…</c>.
    /// </summary>
    private static bool IsCakes(string name) =>
        name.StartsWith("Settings_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Paths_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Cake's own switches, and arguments that only manifests use, are not options.</summary>
    private static Dictionary<string, IReadOnlyList<string>> OptionArguments(InputSource source) => source.Arguments
        .Where(pair => !CakeNames.Contains(pair.Key) && !IsCakes(pair.Key))
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> SingleArguments(InputSource source) => source.Arguments
        .Where(pair => pair.Value.Count > 0)
        .ToDictionary(pair => pair.Key, pair => pair.Value[^1], StringComparer.Ordinal);

    private IEnumerable<IReadOnlyDictionary<string, string>> Variables() =>
        [Options.Variables, Source.Environment, SingleArguments(Source)];
}
