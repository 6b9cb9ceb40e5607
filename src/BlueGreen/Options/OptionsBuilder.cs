using BlueGreen.Releases;

namespace BlueGreen.Options;

/// <summary>Makes the options record of checked values.</summary>
internal static class OptionsBuilder
{
    /// <summary>Makes the record.</summary>
    /// <param name="values">The values of <see cref="OptionTable.All"/>.</param>
    public static BlueGreenOptions Build(OptionValues values) => new()
    {
        App = values.Get<string>("app"),
        Namespace = values.Find<string>("namespace"),
        Kubeconfig = values.Find<string>("kubeconfig"),
        Context = values.Find<string>("context"),
        TagPattern = values.Get<string>("tag-pattern"),
        Tag = values.Find<string>("tag"),
        Color = values.Find<object>("color") as Color?,
        ReleaseId = values.Find<string>("release-id"),
        Manifests = values.List<string>("manifests"),
        Image = values.Find<string>("image"),
        Build = new BuildOptions
        {
            Context = values.Get<string>("build.context"),
            Dockerfile = values.Get<string>("build.dockerfile"),
            Arguments = values.Map<string>("build.args"),
            Platform = values.Find<string>("build.platform"),
        },
        Port = values.Get<int>("port"),
        Replicas = values.Get<int>("replicas"),
        ReadyPath = values.Get<string>("ready-path"),
        Variables = values.Map<string>("variables"),
        Secrets = values.List<string>("secrets"),
        AllowUnset = values.List<string>("allow-unset"),
        Cookie = ToCookie(values.Get<string>("cookie")),
        Host = values.Get<string>("host"),
        Ingress = ToIngress(values),
        Verify = ToVerify(values),
        SmokeTest = values.List<SmokeCheck>("smoke-test"),
        Migrate = new MigrateOptions
        {
            Expand = values.List<string>("migrate.expand"),
            Contract = values.List<string>("migrate.contract"),
        },
        Container = values.Find<string>("container"),
        BakeTime = values.Get<TimeSpan>("bake-time"),
        KeepFailed = values.Get<bool>("keep-failed"),
        Adopt = values.Get<bool>("adopt"),
        AllowNoWayBack = values.Get<bool>("allow-no-way-back"),
        Drain = new DrainOptions { Time = values.Get<TimeSpan>("drain-time"), Min = values.Get<TimeSpan>("drain-min") },
        Timeouts = ToTimeouts(values),
        MiniCluster = ToMiniCluster(values),
        Pipelines = new PipelineOptions
        {
            Systems = values.Find<object>("pipelines.ci") as PipelineChoice?,
            Style = values.Get<PipelineStyle>("pipelines.style"),
            Test = values.List<string>("pipelines.test"),
        },
        Output = values.Get<OutputForm>("output"),
    };

    private static CookieOptions ToCookie(string text)
    {
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        return new CookieOptions(text[..separator], text[(separator + 1)..]);
    }

    private static IngressOptions ToIngress(OptionValues values) => new()
    {
        Url = values.Find<Uri>("ingress.url"),
        Service = values.Get<string>("ingress.service"),
        PortName = values.Get<string>("ingress.port-name"),
    };

    private static VerifyOptions ToVerify(OptionValues values) => new()
    {
        IsNone = values.IsSet("verify"),
        Path = values.Get<string>("verify.path"),
        Version = values.IsSet("verify.version.header") || values.IsSet("verify.version.json")
            ? new VersionSource(
                values.Find<string>("verify.version.header"),
                values.Find<string>("verify.version.path"),
                values.Find<string>("verify.version.json"))
            : null,
        Consecutive = values.Get<int>("verify.consecutive"),
        MaxFailed = values.Get<int>("verify.max-failed"),
        Timeout = values.Get<TimeSpan>("verify.timeout"),
    };

    private static TimeoutOptions ToTimeouts(OptionValues values) => new()
    {
        Ready = values.Get<TimeSpan>("timeouts.ready"),
        Probe = values.Get<TimeSpan>("timeouts.probe"),
        Migrate = values.Get<TimeSpan>("timeouts.migrate"),
        SmokeTest = values.Get<TimeSpan>("timeouts.smoke-test"),
        Queue = values.Get<TimeSpan>("timeouts.queue"),
        Lease = values.Get<TimeSpan>("timeouts.lease"),
    };

    private static MiniClusterOptions ToMiniCluster(OptionValues values) => new()
    {
        Folder = values.Get<string>("mini-cluster.folder"),
        IsFresh = values.Get<bool>("mini-cluster.fresh"),
        ApiPort = values.Get<int>("mini-cluster.api-port"),
        GatewayPort = values.Get<int>("mini-cluster.gateway-port"),
        PagePort = values.Get<int>("mini-cluster.page-port"),
        Images = values.Map<ImageOptions>("mini-cluster.images"),
    };
}
