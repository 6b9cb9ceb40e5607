using System.Globalization;

namespace BlueGreen.MiniCluster.Tests.Hostile;

/// <summary>Chance that can be had again: the same numbers for the same seed.</summary>
#pragma warning disable CA5394 // Nothing secret is made of these numbers, and they must be repeatable.
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Gets what BLUEGREEN_SEED says, to run a failure again, or a fixed number.</summary>
    public static int SeedOfThisRun => int.TryParse(
        Environment.GetEnvironmentVariable("BLUEGREEN_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : 20261122;

    public int Next(int below) => _random.Next(below);

    public int Next(int from, int below) => _random.Next(from, below);
}
