using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Tests.Fakes;

/// <summary>
/// The data path of the world: answers from whatever the route names, or as the test wants it to lie.
/// </summary>
internal sealed class MemoryProbe(MemoryWorld world) : IProbe
{
    public Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (world.Lock)
        {
            world.ProbeCalls++;
            return Task.FromResult(world.OnProbe(request, world.ProbeCalls) ?? Truth(request));
        }
    }

    public static ProbeAnswer Answer(MemoryWorld world, int status, Color? color, string? version, string? error = null)
    {
        var now = world.Clock.GetTimestamp();
        return new ProbeAnswer(status, color, version, "hello", error, now, now);
    }

    private ProbeAnswer Truth(ProbeRequest request)
    {
        var color = request.WithCookie && world.Route.Test is { } test ? test : world.Route.Live;
        return color is { } found && world.Colors[found].IsReady && world.Route.Subsets.Contains(found)
            ? Answer(world, 200, found, world.Colors[found].Evidence?.Version)
            : Answer(world, 503, null, null);
    }
}
