namespace Cake.Docker;

/// <summary>What <c>docker run</c> is told: how a container is made and started.</summary>
public sealed class DockerContainerRunSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--add-host</c>: entries for <c>/etc/hosts</c>, as host:ip.</summary>
    public string[]? AddHost { get; set; }
    /// <summary>Gets or sets <c>--attach</c>: the streams to attach to.</summary>
    public string[]? Attach { get; set; }
    /// <summary>Gets or sets <c>--blkio-weight-device</c>: relative weight of a block device.</summary>
    public ulong? BlkioWeightDevice { get; set; }
    /// <summary>Gets or sets <c>--cap-add</c>: capabilities to add.</summary>
    public string[]? CapAdd { get; set; }
    /// <summary>Gets or sets <c>--cap-drop</c>: capabilities to take away.</summary>
    public string[]? CapDrop { get; set; }
    /// <summary>Gets or sets <c>--cgroup-parent</c>: the parent cgroup.</summary>
    public string? CgroupParent { get; set; }
    /// <summary>Gets or sets <c>--cidfile</c>: the file that gets its id.</summary>
    public string? Cidfile { get; set; }
    /// <summary>Gets or sets <c>--cpu-count</c>: the number of CPUs, on Windows.</summary>
    public long? CpuCount { get; set; }
    /// <summary>Gets or sets <c>--cpu-percent</c>: the share of the CPUs, on Windows.</summary>
    public long? CpuPercent { get; set; }
    /// <summary>Gets or sets <c>--cpu-period</c>: the period of the CPU limit, in µs.</summary>
    public long? CpuPeriod { get; set; }
    /// <summary>Gets or sets <c>--cpu-quota</c>: the CPU time in each period, in µs.</summary>
    public long? CpuQuota { get; set; }
    /// <summary>Gets or sets <c>--cpu-rt-period</c>: the real-time period, in µs.</summary>
    public long? CpuRtPeriod { get; set; }
    /// <summary>Gets or sets <c>--cpu-rt-runtime</c>: the real-time runtime, in µs.</summary>
    public long? CpuRtRuntime { get; set; }
    /// <summary>Gets or sets <c>--cpus</c>: the number of CPUs.</summary>
    public ulong? Cpus { get; set; }
    /// <summary>Gets or sets <c>--cpuset-cpus</c>: the CPUs it may use, such as 0-3.</summary>
    public string? CpusetCpus { get; set; }
    /// <summary>Gets or sets <c>--cpuset-mems</c>: the memory nodes it may use.</summary>
    public string? CpusetMems { get; set; }
    /// <summary>Gets or sets <c>--cpu-shares</c>: the relative weight of its CPU time.</summary>
    public long? CpuShares { get; set; }
    /// <summary>Gets or sets <c>--detach</c>: whether it runs in the background, its id printed.</summary>
    public bool? Detach { get; set; }
    /// <summary>Gets or sets <c>--detach-keys</c>: the keys that detach.</summary>
    public string? DetachKeys { get; set; }
    /// <summary>Gets or sets <c>--device</c>: devices of the host.</summary>
    public string[]? Device { get; set; }
    /// <summary>Gets or sets <c>--device-cgroup-rule</c>: rules of allowed devices.</summary>
    public string[]? DeviceCgroupRule { get; set; }
    /// <summary>Gets or sets <c>--device-read-bps</c>: the limit of reading, in bytes a second.</summary>
    public ulong? DeviceReadBps { get; set; }
    /// <summary>Gets or sets <c>--device-read-iops</c>: the limit of reading, in operations a second.</summary>
    public ulong? DeviceReadIops { get; set; }
    /// <summary>Gets or sets <c>--device-write-bps</c>: the limit of writing, in bytes a second.</summary>
    public ulong? DeviceWriteBps { get; set; }
    /// <summary>Gets or sets <c>--device-write-iops</c>: the limit of writing, in operations a second.</summary>
    public ulong? DeviceWriteIops { get; set; }
    /// <summary>Gets or sets <c>--disable-content-trust</c>: whether signatures are not checked; the default.</summary>
    [AutoProperty(Format = Constants.BoolWithTrueDefaultFormat)]
    public bool? DisableContentTrust { get; set; }
    /// <summary>Gets or sets <c>--dns</c>: DNS servers.</summary>
    public string[]? Dns { get; set; }
    /// <summary>Gets or sets <c>--dns-option</c>: options of DNS.</summary>
    public string[]? DnsOption { get; set; }
    /// <summary>Gets or sets <c>--dns-search</c>: domains to search.</summary>
    public string[]? DnsSearch { get; set; }
    /// <summary>Gets or sets <c>--entrypoint</c>: what replaces the image's entry point.</summary>
    public string? Entrypoint { get; set; }
    /// <summary>Gets or sets <c>--env</c>: environment variables, as name=value.</summary>
    public string[]? Env { get; set; }
    /// <summary>Gets or sets <c>--env-file</c>: files with environment variables.</summary>
    public string[]? EnvFile { get; set; }
    /// <summary>Gets or sets <c>--expose</c>: ports to expose.</summary>
    public string[]? Expose { get; set; }
    /// <summary>Gets or sets <c>--group-add</c>: further groups.</summary>
    public string[]? GroupAdd { get; set; }
    /// <summary>Gets or sets <c>--health-cmd</c>: the command of the health check.</summary>
    public string? HealthCmd { get; set; }
    /// <summary>Gets or sets <c>--health-interval</c>: the time between health checks.</summary>
    public string? HealthInterval { get; set; }
    /// <summary>Gets or sets <c>--health-retries</c>: failures in a row that mean unhealthy.</summary>
    public int? HealthRetries { get; set; }
    /// <summary>Gets or sets <c>--health-start-period</c>: the time before failures count.</summary>
    public string? HealthStartPeriod { get; set; }
    /// <summary>Gets or sets <c>--health-timeout</c>: the longest time of one check.</summary>
    public string? HealthTimeout { get; set; }
    /// <summary>Gets or sets <c>--hostname</c>: its host name.</summary>
    public string? Hostname { get; set; }
    /// <summary>Gets or sets <c>--init</c>: whether an init passes on signals and reaps processes.</summary>
    public bool? Init { get; set; }
    /// <summary>Gets or sets <c>--interactive</c>: whether stdin stays open.</summary>
    public bool? Interactive { get; set; }
    /// <summary>Gets or sets <c>--io-maxbandwidth</c>: the most bandwidth, on Windows.</summary>
    public string? IoMaxbandwidth { get; set; }
    /// <summary>Gets or sets <c>--io-maxiops</c>: the most operations a second, on Windows.</summary>
    public string? IoMaxiops { get; set; }
    /// <summary>Gets or sets <c>--ip</c>: its IPv4 address.</summary>
    public string? Ip { get; set; }
    /// <summary>Gets or sets <c>--ip6</c>: its IPv6 address.</summary>
    public string? Ip6 { get; set; }
    /// <summary>Gets or sets <c>--ipc</c>: its IPC namespace.</summary>
    public string? Ipc { get; set; }
    /// <summary>Gets or sets <c>--isolation</c>: how it is isolated.</summary>
    public string? Isolation { get; set; }
    /// <summary>Gets or sets <c>--kernel-memory</c>: the most kernel memory.</summary>
    public string? KernelMemory { get; set; }
    /// <summary>Gets or sets <c>--label</c>: labels, as name=value.</summary>
    public string[]? Label { get; set; }
    /// <summary>Gets or sets <c>--label-file</c>: files with labels.</summary>
    public string[]? LabelFile { get; set; }
    /// <summary>Gets or sets <c>--link</c>: containers to link to.</summary>
    public string[]? Link { get; set; }
    /// <summary>Gets or sets <c>--link-local-ip</c>: link-local addresses.</summary>
    public string[]? LinkLocalIp { get; set; }
    /// <summary>Gets or sets <c>--log-driver</c>: the driver of its log.</summary>
    public string? LogDriver { get; set; }
    /// <summary>Gets or sets <c>--log-opt</c>: options of that driver.</summary>
    public string[]? LogOpt { get; set; }
    /// <summary>Gets or sets <c>--mac-address</c>: its MAC address.</summary>
    public string? MacAddress { get; set; }
    /// <summary>Gets or sets <c>--memory</c>: the most memory.</summary>
    public string? Memory { get; set; }
    /// <summary>Gets or sets <c>--memory-reservation</c>: the soft limit of memory.</summary>
    public string? MemoryReservation { get; set; }
    /// <summary>Gets or sets <c>--memory-swap</c>: the most memory and swap together.</summary>
    public string? MemorySwap { get; set; }
    /// <summary>Gets or sets <c>--memory-swappiness</c>: how readily memory is swapped, 0 to 100.</summary>
    public long? MemorySwappiness { get; set; }
    /// <summary>Gets or sets <c>--mount</c>: file systems to mount.</summary>
    public string[]? Mount { get; set; }
    /// <summary>Gets or sets <c>--name</c>: its name.</summary>
    public string? Name { get; set; }
    /// <summary>Gets or sets <c>--network</c>: its network.</summary>
    public string? Network { get; set; }
    /// <summary>Gets or sets <c>--network-alias</c>: its names in that network.</summary>
    public string[]? NetworkAlias { get; set; }
    /// <summary>Gets or sets <c>--no-healthcheck</c>: whether the image's health check is off.</summary>
    public bool? NoHealthcheck { get; set; }
    /// <summary>Gets or sets <c>--oom-kill-disable</c>: whether it is never killed for memory.</summary>
    public bool? OomKillDisable { get; set; }
    /// <summary>Gets or sets <c>--oom-score-adj</c>: how likely it is killed for memory, -1000 to 1000.</summary>
    public int? OomScoreAdj { get; set; }
    /// <summary>Gets or sets <c>--pid</c>: its PID namespace.</summary>
    public string? Pid { get; set; }
    /// <summary>Gets or sets <c>--pids-limit</c>: the most processes; -1 for no limit.</summary>
    public long? PidsLimit { get; set; }
    /// <summary>Gets or sets <c>--platform</c>: the platform, such as linux/amd64.</summary>
    public string? Platform { get; set; }
    /// <summary>Gets or sets <c>--privileged</c>: whether it gets all capabilities.</summary>
    public bool? Privileged { get; set; }
    /// <summary>Gets or sets <c>--publish</c>: ports of the host, as host:container.</summary>
    public string[]? Publish { get; set; }
    /// <summary>Gets or sets <c>--publish-all</c>: whether every exposed port gets one of the host.</summary>
    public bool? PublishAll { get; set; }
    /// <summary>Gets or sets <c>--read-only</c>: whether its file system is read only.</summary>
    public bool? ReadOnly { get; set; }
    /// <summary>Gets or sets <c>--restart</c>: when it is started again.</summary>
    public string? Restart { get; set; }
    /// <summary>Gets or sets <c>--rm</c>: whether it goes when it ends.</summary>
    public bool? Rm { get; set; }
    /// <summary>Gets or sets <c>--runtime</c>: the runtime.</summary>
    public string? Runtime { get; set; }
    /// <summary>Gets or sets <c>--security-opt</c>: security options.</summary>
    public string[]? SecurityOpt { get; set; }
    /// <summary>Gets or sets <c>--shm-size</c>: the size of <c>/dev/shm</c>.</summary>
    public string? ShmSize { get; set; }
    /// <summary>Gets or sets <c>--sig-proxy</c>: whether signals are passed on to it.</summary>
    public bool? SigProxy { get; set; }
    /// <summary>Gets or sets <c>--stop-signal</c>: the signal that stops it.</summary>
    public string? StopSignal { get; set; }
    /// <summary>Gets or sets <c>--stop-timeout</c>: seconds before it is killed.</summary>
    public int? StopTimeout { get; set; }
    /// <summary>Gets or sets <c>--storage-opt</c>: options of its storage.</summary>
    public string[]? StorageOpt { get; set; }
    /// <summary>Gets or sets <c>--sysctl</c>: kernel parameters.</summary>
    public string[]? Sysctl { get; set; }
    /// <summary>Gets or sets <c>--tmpfs</c>: folders in memory.</summary>
    public string[]? Tmpfs { get; set; }
    /// <summary>Gets or sets <c>--tty</c>: whether it gets a terminal.</summary>
    public bool? Tty { get; set; }
    /// <summary>Gets or sets <c>--ulimit</c>: limits of processes.</summary>
    public string[]? Ulimit { get; set; }
    /// <summary>Gets or sets <c>--user</c>: who it runs as, as user:group.</summary>
    public string? User { get; set; }
    /// <summary>Gets or sets <c>--userns</c>: its user namespace.</summary>
    public string? Userns { get; set; }
    /// <summary>Gets or sets <c>--uts</c>: its UTS namespace.</summary>
    public string? Uts { get; set; }
    /// <summary>Gets or sets <c>--volume</c>: folders to mount, as host:container.</summary>
    public string[]? Volume { get; set; }
    /// <summary>Gets or sets <c>--volume-driver</c>: the driver of its volumes.</summary>
    public string? VolumeDriver { get; set; }
    /// <summary>Gets or sets <c>--volumes-from</c>: containers whose volumes it shares.</summary>
    public string[]? VolumesFrom { get; set; }
    /// <summary>Gets or sets <c>--workdir</c>: the folder it starts in.</summary>
    public string? Workdir { get; set; }
}
