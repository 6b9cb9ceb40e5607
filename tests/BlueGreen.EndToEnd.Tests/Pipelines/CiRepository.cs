using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting;
using BlueGreen.Testing.Docker;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>A shop's repository as the CI system finds it: its options, a build.sh, and the files that the target
/// writes.</summary>
internal sealed class CiRepository : IDisposable
{
    private readonly TemporaryFolder _machines = new();
    private int _machineCount;

    private CiRepository(Shop shop) => Shop = shop;

    /// <summary>Gets the shop.</summary>
    public Shop Shop { get; }

    /// <summary>Gets what the CI system keeps of its jobs.</summary>
    public string Store => Path.Combine(_machines.Path, "store");

    /// <summary>Gets the environment variables that its machines have of themselves; a test may add some.</summary>
    public Dictionary<string, string> Machine { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes it, with the pipeline files of the real target.</summary>
    public static Task<CiRepository> CreateAsync(Shop shop, params string[] arguments) =>
        CreateAsync(shop, shop.Settings, arguments);

    /// <summary>Makes one with an image stage.</summary>
    public static async Task<CiRepository> CreateWithImageAsync(
        Shop shop, DockerDaemon docker, params string[] arguments)
    {
        shop.Write("Dockerfile", "FROM scratch\nCOPY page.html /\n");
        shop.Write("page.html", "<p>shop</p>\n");
        var settings = shop.Settings.Replace(
            "image: uptimer:", $"image: {docker.Registry}/uptimer:", StringComparison.Ordinal);
        var repository = await CreateAsync(shop, settings, arguments);
        repository.Machine["DOCKER_HOST"] = docker.Host;
        return repository;
    }

    /// <summary>Makes one whose targets do nothing: for who asks what the simulation itself does.</summary>
    public static CiRepository CreateIdle(Shop shop)
    {
        WriteBuild(shop, "exit 0");
        var plan = new PipelinePlan
        {
            App = "shop", TestCommands = ["true"], Limits = PipelineLimits.Of(new BlueGreenOptions { App = "shop" }),
        };
        foreach (var file in Enum.GetValues<PipelineSystem>().SelectMany(system => PipelineEmitter.Emit(plan, system)))
        {
            shop.Write(file.Path, file.Text);
        }

        return new CiRepository(shop);
    }

    /// <summary>Reads one of its files.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(Shop.Folder, path));

    /// <summary>Gives a job a machine of its own: an empty folder.</summary>
    public string NewMachine()
    {
        var number = Interlocked.Increment(ref _machineCount);
        var name = string.Create(CultureInfo.InvariantCulture, $"m{number}");
        return Directory.CreateDirectory(Path.Combine(_machines.Path, name)).FullName;
    }

    public void Dispose() => _machines.Dispose();

    private static async Task<CiRepository> CreateAsync(Shop shop, string settings, string[] arguments)
    {
        shop.Configure($"{settings}pipelines:\n  test: ['true']\n");
        var build = WriteBuild(shop, $"exec dotnet '{Programs.Build}' \"$@\"");
        await using var process = CliProcess.Start(
            shop.Folder,
            ImmutableDictionary<string, string>.Empty,
            [build, "--target=Pipelines", .. arguments]);
        (await process.EndAsync()).Succeeded();
        return new CiRepository(shop);
    }

    private static string WriteBuild(Shop shop, string command)
    {
        var build = shop.Write("build.sh", $"#!/usr/bin/env bash\n{command}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(build, (UnixFileMode)0b111_101_101);
        }

        return build;
    }
}
