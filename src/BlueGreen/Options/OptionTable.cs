using System.Collections.Immutable;
using BlueGreen.Options.Types;
using BlueGreen.Releases;

namespace BlueGreen.Options;

/// <summary>
/// All options there are. The loader, the JSON Schema, the help text and the docs are made from this one list.
/// </summary>
internal static class OptionTable
{
    /// <summary>Begins the name of every option's environment variable.</summary>
    public const string EnvironmentPrefix = "BLUEGREEN_";

    private static readonly ChoiceType ColorWords = new(new("blue", Color.Blue), new("green", Color.Green));
    private static readonly CommandType Command = new();
    private static readonly FlagType Flag = new();
    private static readonly IntegerType FreePort = new(0, 65_535);

    /// <summary>Gets the keys of one smoke check.</summary>
    public static ImmutableArray<OptionDefinition> Check { get; } =
    [
        new("name", TextType.Line, "", "What reports call the check.") { DefaultWords = "made of path or command" },
        new("path", OptionTexts.UrlPath, "",
            "Path and query to call through the test route. Give either this or exec."),
        new("status", new IntegerType(100, 599), "200", "The HTTP status the answer must have."),
        new("body-contains", TextType.Line, "", "A text the body must hold."),
        new("headers", new MapType(OptionTexts.HeaderName), "", "Headers the answer must have."),
        new("json", new JsonMapType(OptionTexts.JsonPath), "", "Plain values the JSON body must hold, by place."),
        new("exec", Command, "", "A command to run in a pod of the target color; it must exit with 0."),
    ];

    /// <summary>Gets the keys of one image of the mini-cluster.</summary>
    public static ImmutableArray<OptionDefinition> Image { get; } =
    [
        new("command", Command, "", "What runs instead of a container.") { IsRequired = true },
        new("folder", TextType.Line, "", "The folder it runs in.") { DefaultWords = "the repository's root" },
        new("env", new MapType(OptionTexts.Variable), "", "Environment variables it gets."),
    ];

    /// <summary>Gets all options, in the order of the docs.</summary>
    public static ImmutableArray<OptionDefinition> All { get; } =
    [
        new("app", OptionTexts.App, "",
            "Name of the app: the label `app` of everything it owns.") { IsRequired = true },
        new("namespace", OptionTexts.Label, "", "Namespace of the app.") { DefaultWords = "the kubeconfig's" },
        new("kubeconfig", TextType.Line, "",
            "The kubeconfig file.") { DefaultWords = "`KUBECONFIG`, then `~/.kube/config`" },
        new("context", TextType.Line, "", "The context in the kubeconfig.") { DefaultWords = "its current context" },
        new("tag-pattern", new PatternType(), ReleaseTagParser.DefaultPattern, "Tells release tags from other tags."),
        new("tag", TextType.Line, "", "The tag to release.") { DefaultWords = "what the CI system or git says" },
        new("color", ColorWords, "", "The color a target is about.") { DefaultWords = "what tag and live route say" },
        new("release-id", TextType.Line, "", "Identity of the release, the same in every job of one workflow.")
        {
            DefaultWords = "the CI workflow's id, or `local-<short commit>`",
        },
        new("manifests", new ListType(TextType.Line), "", "The folder with the manifests, or a list of files.")
        {
            DefaultWords = "`manifests` when that folder exists",
        },
        new("image", OptionTexts.Image, "",
            "Image of the app. Variables such as $VERSION are replaced; without a tag, the release id is the tag."),
        new("build.context", TextType.Line, ".", "Folder whose files the image is built of."),
        new("build.dockerfile", TextType.Line, "Dockerfile", "The Dockerfile, seen from the repository's root."),
        new("build.args", new MapType(OptionTexts.Variable), "",
            "Build arguments of the Dockerfile. Variables such as $VERSION are replaced; values are never shown."),
        new("build.platform", OptionTexts.Platform, "",
            "Platform of the image, such as linux/amd64.") { DefaultWords = "the docker daemon's" },
        new("port", new IntegerType(1, 65_535), "8080", "Port the app listens on, for generated manifests."),
        new("replicas", new IntegerType(1, 1000), "1", "Replicas of each color, for generated manifests."),
        new("ready-path", OptionTexts.UrlPath, "/ready", "Path that answers 200 when the app is ready."),
        new("variables", new MapType(OptionTexts.Variable, BuiltInVariables.Reserved), "", "Variables for manifests."),
        new("secrets", new ListType(OptionTexts.Variable), "", "Variables whose values are masked in every output.")
        {
            DefaultWords = "names like `*_PASSWORD`, `*_TOKEN`, `*_SECRET`, `*_KEY` always",
        },
        new("allow-unset", new ListType(OptionTexts.Variable), "", "Variables that manifests may use without a value."),
        new("cookie", OptionTexts.Cookie, "test=true", "Cookie that reaches the target color through the test route."),
        new("host", OptionTexts.Host, "*", "Host that users call."),
        new("ingress.url", new UrlType(), "",
            "Address of the entry point.") { DefaultWords = "found through ingress.service" },
        new("ingress.service", OptionTexts.NamespacedName, "istio-system/istio-ingressgateway",
            "Service of the ingress gateway."),
        new("ingress.port-name", OptionTexts.Label, "http2", "Name of the port of that Service."),
        new("verify", new ChoiceType(new KeyValuePair<string, object>("none", true)), "",
            "Gives up the proof: switches are called unproven."),
        new("verify.path", OptionTexts.UrlPath, "/", "Path called to prove a switch."),
        new("verify.version.header", OptionTexts.HeaderName, "", "Header in which the app says its version."),
        new("verify.version.path", OptionTexts.UrlPath, "",
            "Path whose JSON body holds the version.") { DefaultWords = "verify.path" },
        new("verify.version.json", OptionTexts.JsonPath, "", "Place of the version in that body."),
        new("verify.consecutive", new IntegerType(1, 1000), "20", "Right answers in a row that prove a switch."),
        new("verify.max-failed", new IntegerType(0, 1_000_000), "0",
            "Failed requests during a switch that are still no reason to go back."),
        new("verify.timeout", new DurationType("1s", "1h"), "30s", "How long the proof of a switch may take."),
        new("smoke-test", new RecordType<SmokeCheck>("checks", Check, OptionRecordReader.ReadCheck), "",
            "The checks of the smoke test.")
        {
            DefaultWords = "one check: ready-path answers 200",
        },
        new("migrate.expand", Command, "", "Migration that runs in a target pod during Deploy."),
        new("migrate.contract", Command, "", "Migration that runs during Decommission. No rollback afterwards."),
        new("container", OptionTexts.Label, "",
            "Container in which commands run.") { DefaultWords = "the pod's default container" },
        new("bake-time", new DurationType("0s", "24h"), "0s", "How long the live color is watched after a switch."),
        new("keep-failed", Flag, "false", "Whether a target that failed to become ready stays for inspection."),
        new("allow-no-way-back", Flag, "false", "Whether Activate may leave a live color that is broken itself."),
        new("adopt", Flag, "false", "Whether objects of another field manager are taken over."),
        new("drain-time", new DurationType("0s", "24h"), "60s", "How long requests in flight are waited for at most."),
        new("drain-min", new DurationType("0s", "1h"), "5s",
            "How long is waited when requests in flight cannot be counted."),
        new("timeouts.ready", new DurationType("1s", "24h"), "120s", "How long a target may take to become ready."),
        new("timeouts.probe", new DurationType("1s", "1h"), "30s", "How long the test route may take to be proven."),
        new("timeouts.migrate", new DurationType("1s", "24h"), "10m", "How long one migration may take."),
        new("timeouts.smoke-test", new DurationType("1s", "24h"), "2m", "How long all smoke checks together may take."),
        new("timeouts.queue", new DurationType("0s", "24h"), "30m", "How long a release waits for its turn."),
        new("timeouts.lease", new DurationType("2s", "1h"), "30s",
            "How long a holder or waiter counts without renewing."),
        new("mini-cluster.folder", TextType.Line, "artifacts/mini-cluster",
            "Folder of the mini-cluster's kubeconfig and logs."),
        new("mini-cluster.fresh", Flag, "false",
            "Whether it starts empty, without the objects that it kept; --fresh for short."),
        new("mini-cluster.api-port", FreePort, "0", "Port of its API server; 0: the last one, if free, or any."),
        new("mini-cluster.gateway-port", FreePort, "0", "Port of its gateway; 0: the last one, if free, or any."),
        new("mini-cluster.page-port", FreePort, "0", "Port of its page; 0: the last one, if free, or any."),
        new("mini-cluster.images",
            new RecordType<ImageOptions>("images", Image, OptionRecordReader.ReadImage) { IsNamed = true },
            "",
            "What runs instead of a container, by image name."),
        new("pipelines.ci", new ChoiceType(
                new("semaphore", PipelineChoice.Semaphore),
                new("github", PipelineChoice.GitHub),
                new("all", PipelineChoice.All)), "",
            "CI systems whose files --target=Pipelines writes; --ci for short.")
        {
            DefaultWords = "those that have files here, else all",
        },
        new("pipelines.style",
            new ChoiceType(
                new("promotions", PipelineStyle.Promotions),
                new("article", PipelineStyle.Article),
                new("single", PipelineStyle.Single)),
            "promotions",
            "How Semaphore's files are cut; single is for its Community Edition; --style for short."),
        new("pipelines.test", new ListType(OptionTexts.PipelineCommand), "",
            "Commands that test the app in the pipeline.") { DefaultWords = "the target CheckPipelines" },
        new("output", new ChoiceType(new("text", OutputForm.Text), new("json", OutputForm.Json)), "text",
            "Whom the output is for."),
    ];
}
