namespace Cake.Docker;

/// <summary>What <c>docker image build</c> is told: how an image is made of a Dockerfile.</summary>
public sealed class DockerImageBuildSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--add-host</c>: entries for <c>/etc/hosts</c>, as host:ip.</summary>
    public string[]? AddHost { get; set; }

    /// <summary>Gets or sets <c>--build-arg</c>: values of the Dockerfile's <c>ARG</c>s, as name=value.</summary>
    public string[]? BuildArg { get; set; }

    /// <summary>Gets or sets <c>--cache-from</c>: images whose layers may be taken over.</summary>
    public string[]? CacheFrom { get; set; }

    /// <summary>Gets or sets <c>--cgroup-parent</c>: the parent cgroup of the containers that build.</summary>
    public string? CgroupParent { get; set; }

    /// <summary>Gets or sets <c>--compress</c>: whether the context is sent compressed.</summary>
    public bool? Compress { get; set; }

    /// <summary>Gets or sets <c>--cpu-period</c>: the period of the CPU limit, in µs.</summary>
    public long? CpuPeriod { get; set; }

    /// <summary>Gets or sets <c>--cpu-quota</c>: the CPU time in each period, in µs.</summary>
    public long? CpuQuota { get; set; }

    /// <summary>Gets or sets <c>--cpuset-cpus</c>: the CPUs that may be used, such as 0-3.</summary>
    public string? CpusetCpus { get; set; }

    /// <summary>Gets or sets <c>--cpuset-mems</c>: the memory nodes that may be used.</summary>
    public string? CpusetMems { get; set; }

    /// <summary>Gets or sets <c>--cpu-shares</c>: the relative weight of the CPU time.</summary>
    public long? CpuShares { get; set; }

    /// <summary>Gets or sets <c>--disable-content-trust</c>: whether signatures are not checked; the default.</summary>
    [AutoProperty(Format = Constants.BoolWithTrueDefaultFormat)]
    public bool? DisableContentTrust { get; set; }

    /// <summary>Gets or sets <c>--file</c>: the Dockerfile, if it is not the one of the context.</summary>
    public string? File { get; set; }

    /// <summary>Gets or sets <c>--force-rm</c>: whether intermediate containers go even when the build fails.</summary>
    public bool? ForceRm { get; set; }

    /// <summary>Gets or sets <c>--iidfile</c>: the file that gets the id of the image.</summary>
    public string? Iidfile { get; set; }

    /// <summary>Gets or sets <c>--isolation</c>: how containers are isolated.</summary>
    public string? Isolation { get; set; }

    /// <summary>Gets or sets <c>--label</c>: labels of the image, as name=value.</summary>
    public string[]? Label { get; set; }

    /// <summary>Gets or sets <c>--memory</c>: the most memory.</summary>
    public string? Memory { get; set; }

    /// <summary>Gets or sets <c>--memory-swap</c>: the most memory and swap together; -1 for no limit.</summary>
    public string? MemorySwap { get; set; }

    /// <summary>Gets or sets <c>--network</c>: the network of <c>RUN</c>.</summary>
    public string? Network { get; set; }

    /// <summary>Gets or sets <c>--no-cache</c>: whether every step is done again.</summary>
    public bool? NoCache { get; set; }

    /// <summary>Gets or sets <c>--platform</c>: the platform to build for, such as linux/amd64.</summary>
    public string? Platform { get; set; }

    /// <summary>Gets or sets <c>--pull</c>: whether the registry is asked for a newer base image.</summary>
    public bool? Pull { get; set; }

    /// <summary>Gets or sets <c>--quiet</c>: whether only the id is printed.</summary>
    public bool? Quiet { get; set; }

    /// <summary>Gets or sets <c>--rm</c>: whether a good build leaves no container; the default.</summary>
    [AutoProperty(Format = Constants.BoolWithTrueDefaultFormat)]
    public bool? Rm { get; set; }

    /// <summary>Gets or sets <c>--security-opt</c>: security options.</summary>
    public string[]? SecurityOpt { get; set; }

    /// <summary>Gets or sets <c>--shm-size</c>: the size of <c>/dev/shm</c>.</summary>
    public string? ShmSize { get; set; }

    /// <summary>Gets or sets <c>--squash</c>: whether new layers become one.</summary>
    public bool? Squash { get; set; }

    /// <summary>Gets or sets <c>--stream</c>: whether the context is streamed.</summary>
    public bool? Stream { get; set; }

    /// <summary>Gets or sets <c>--tag</c>: the names of the image, each with a tag.</summary>
    public string[]? Tag { get; set; }

    /// <summary>Gets or sets <c>--target</c>: the stage to build.</summary>
    public string? Target { get; set; }

    /// <summary>Gets or sets <c>--ulimit</c>: limits of processes.</summary>
    public string[]? Ulimit { get; set; }
}
