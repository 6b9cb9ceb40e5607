using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary><c>docs/rbac.yaml</c> gives what the targets need: nothing is missing, nothing is superfluous.</summary>
[Trait("Kind", "Loopback")]
public sealed class LeastPrivilegeTests(PrivilegeProof proof) : IClassFixture<PrivilegeProof>
{
    public static TheoryData<string> AllPermissions { get; } =
        [.. Documents.Permissions.Select(permission => permission.ToString())];

    [Fact]
    public void Targets_AsTheCiAccount_EndAsTheyShould()
    {
        var records = proof.Records;

        Assert.All(records, record => record.Result.Exited(record.Step.Ends));
        Assert.All(records, record => Assert.All(record.Decisions, decision => Assert.True(
            decision.IsAllowed, $"{record.Step.Target} asked in vain to {decision.Verb} {decision.Resource}")));
        records.Single(record => record.Step.Ends != ExitCode.Done).Result.Says("Its last log lines: no database");
    }

    [Theory]
    [MemberData(nameof(AllPermissions))]
    public void Permission_Missing_BreaksATargetThatSaysSo(string name)
    {
        var permission = Documents.Permissions.Single(one => string.Equals($"{one}", name, StringComparison.Ordinal));

        Assert.True(
            proof.Refusals.TryGetValue(permission with { Name = null }, out var refusal),
            $"No target breaks without '{permission}' and says so: take it out of docs/rbac.yaml, or see why.");
        refusal.Failed(ExitCode.NotSwitched, $"verb '{permission.Verb}'", "The server said: ");
    }
}
