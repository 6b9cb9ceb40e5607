using System.Collections.Immutable;
using BlueGreen.Releases;

namespace BlueGreen.Options;

/// <summary>Everything a user can set about releases: <c>bluegreen.yml</c>, arguments and environment, or C#.</summary>
/// <remarks>
/// <see cref="OptionsLoader"/> checks all bounds; who builds this record in C# is trusted to keep them. The defaults
/// here and those of the option table are compared by a test.
/// </remarks>
public sealed record BlueGreenOptions
{
    /// <summary>Gets the name of the app: a DNS label of at most 44 characters.</summary>
    public required string App { get; init; }

    /// <summary>Gets the namespace of the app.</summary>
    /// <value>The default value is <see langword="null"/>: the namespace of the kubeconfig's context.</value>
    public string? Namespace { get; init; }

    /// <summary>Gets the kubeconfig file.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: what <c>KUBECONFIG</c> names, or <c>~/.kube/config</c>.
    /// </value>
    public string? Kubeconfig { get; init; }

    /// <summary>Gets the context in the kubeconfig.</summary>
    /// <value>The default value is <see langword="null"/>: its current context.</value>
    public string? Context { get; init; }

    /// <summary>
    /// Gets the regular expression that release tags match, with the groups <c>version</c> and <c>color</c>.
    /// </summary>
    /// <value>The default value is <see cref="ReleaseTagParser.DefaultPattern"/>.</value>
    public string TagPattern { get; init; } = ReleaseTagParser.DefaultPattern;

    /// <summary>Gets the tag to release.</summary>
    /// <value>The default value is <see langword="null"/>: what the CI system or git says.</value>
    public string? Tag { get; init; }

    /// <summary>Gets the color a target is about, for targets that can be told.</summary>
    /// <value>The default value is <see langword="null"/>: what the tag and the live route say.</value>
    public Color? Color { get; init; }

    /// <summary>Gets the colors given under the names of hand-written pipelines.</summary>
    /// <value>The default value has none.</value>
    public NamedColors NamedColors { get; init; } = new();

    /// <summary>Gets the release id.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: the CI workflow's id, or <c>local-</c> and the short commit.
    /// </value>
    public string? ReleaseId { get; init; }

    /// <summary>Gets the manifests: one folder, or files.</summary>
    /// <value>The default value is empty: the folder <c>manifests</c> when it exists, else they are generated.</value>
    public ImmutableArray<string> Manifests { get; init; } = [];

    /// <summary>Gets the app's image: what is built, pushed and deployed; it may use variables such as
    /// <c>$VERSION</c>. Without a tag the release id is its tag.</summary>
    /// <value>The default value is <see langword="null"/>: then manifests must exist.</value>
    public string? Image { get; init; }

    /// <summary>Gets how the image is built.</summary>
    public BuildOptions Build { get; init; } = new();

    /// <summary>Gets the port the app listens on, for generated manifests. 1 to 65535.</summary>
    /// <value>The default value is 8080.</value>
    public int Port { get; init; } = 8080;

    /// <summary>Gets the replicas of each color, for generated manifests. 1 to 1000.</summary>
    /// <value>The default value is 1.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>Gets the path that answers 200 when the app is ready.</summary>
    /// <value>The default value is <c>/ready</c>.</value>
    public string ReadyPath { get; init; } = "/ready";

    /// <summary>Gets variables for manifests, beside the built-in ones and the environment.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the names of variables whose values are masked in every output.</summary>
    /// <value>The default value is empty; names such as <c>*_PASSWORD</c> are masked anyway.</value>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Gets the names of variables that manifests may use without a value.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableArray<string> AllowUnset { get; init; } = [];

    /// <summary>Gets the cookie that reaches the target color through the test route.</summary>
    /// <value>The default value is <c>test=true</c>.</value>
    public CookieOptions Cookie { get; init; } = new("test", "true");

    /// <summary>Gets the host that users call.</summary>
    /// <value>The default value is <c>*</c>: any.</value>
    public string Host { get; init; } = "*";

    /// <summary>Gets where users enter.</summary>
    public IngressOptions Ingress { get; init; } = new();

    /// <summary>Gets how a switch is proven.</summary>
    public VerifyOptions Verify { get; init; } = new();

    /// <summary>Gets the checks of the smoke test. 1 to 100.</summary>
    /// <value>The default value is empty: one check that <see cref="ReadyPath"/> answers 200.</value>
    public ImmutableArray<SmokeCheck> SmokeTest { get; init; } = [];

    /// <summary>Gets the database migrations.</summary>
    public MigrateOptions Migrate { get; init; } = new();

    /// <summary>Gets the container in which commands run.</summary>
    /// <value>The default value is <see langword="null"/>: the pod's default container.</value>
    public string? Container { get; init; }

    /// <summary>Gets how long the live color is watched after a switch. 0 to 24 h.</summary>
    /// <value>The default value is 0.</value>
    public TimeSpan BakeTime { get; init; } = TimeSpan.Zero;

    /// <summary>Gets a value indicating whether a target that failed to become ready stays for inspection.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool KeepFailed { get; init; }

    /// <summary>Gets a value indicating whether objects of another field manager are taken over.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Adopt { get; init; }

    /// <summary>
    /// Gets a value indicating whether Activate may leave a live color that is no way back, for it is broken.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowNoWayBack { get; init; }

    /// <summary>Gets the limits of draining.</summary>
    public DrainOptions Drain { get; init; } = new();

    /// <summary>Gets the limits of everything that waits.</summary>
    public TimeoutOptions Timeouts { get; init; } = new();

    /// <summary>Gets the options of the local mini-cluster.</summary>
    public MiniClusterOptions MiniCluster { get; init; } = new();

    /// <summary>Gets how pipeline files are written.</summary>
    public PipelineOptions Pipelines { get; init; } = new();

    /// <summary>Gets the form of the output.</summary>
    /// <value>The default value is <see cref="OutputForm.Text"/>.</value>
    public OutputForm Output { get; init; } = OutputForm.Text;
}
