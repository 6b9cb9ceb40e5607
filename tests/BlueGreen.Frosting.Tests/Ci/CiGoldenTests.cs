using BlueGreen.Ci;
using Xunit;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>What the same three runs look like on each CI system: the log and the report, as golden files.</summary>
public sealed class CiGoldenTests
{
    public static TheoryData<CiSystem> Systems => [.. Enum.GetValues<CiSystem>()];

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Activate_Good_IsAsTheGoldenFiles(CiSystem system) =>
        Matches(system, "activate", await FakeRuns.ActivateAsync(system));

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Activate_TakenBack_IsAsTheGoldenFiles(CiSystem system) =>
        Matches(system, "rolled-back", await FakeRuns.RolledBackAsync(system));

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task SmokeTest_Failed_IsAsTheGoldenFiles(CiSystem system) =>
        Matches(system, "smoke-failed", await FakeRuns.SmokeFailedAsync(system));

    private static void Matches(CiSystem system, string name, FakeRun run)
    {
        Golden.Matches(Path.Combine("ci", $"{system}", $"{name}.txt"), run.Log);
        Golden.Matches(Path.Combine("ci", $"{system}", $"{name}.md"), run.Report);
    }
}
