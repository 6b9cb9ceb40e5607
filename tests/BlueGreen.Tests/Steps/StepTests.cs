using System.Text.Json;
using BlueGreen.Planning;
using BlueGreen.Running;
using BlueGreen.Steps;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Steps;

/// <summary>Steps are data: every kind has a handler, survives JSON, and stands in the plan table.</summary>
public sealed class StepTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue,";
    private const string Live2 = V1 + "Deploy r2 v2-green,SmokeTest r2 v2-green,Activate r2 v2-green";

    [Fact]
    public void StepHandlers_EveryKindOfStep_HasOne()
    {
        var kinds = typeof(ReleaseStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ReleaseStep)))
            .ToHashSet();
        var handlers = typeof(ReleaseStep).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(IStepHandler).IsAssignableFrom(type)).ToList();
        var world = new MemoryWorld();
        var context = new StepContext(
            new MemoryProcess(world).Platform, Targets.Settings, new RunIdentity("r", "run", 1), world.Clock);

        var handled = handlers.Select(type => ((IStepHandler)Activator.CreateInstance(type, context)!).StepType)
            .ToList();

        Assert.Equal(kinds, handled.ToHashSet());
        Assert.Equal(handlers.Count, handled.Distinct().Count());
    }

    [Theory]
    [InlineData("", "Deploy r1 v1-blue", "deploy-first")]
    [InlineData(V1, "Deploy r2 v2-green", "deploy")]
    [InlineData(V1 + "Deploy r2 v2-green", "SmokeTest r2 v2-green", "smoke-test")]
    [InlineData(V1 + "Deploy r2 v2-green,SmokeTest r2 v2-green", "Activate r2 v2-green", "activate")]
    [InlineData(Live2, "Rollback r2", "rollback")]
    [InlineData(Live2, "Decommission r2", "decommission")]
    [InlineData(Live2 + ",Decommission r2", "Decommission r2", "decommission-again")]
    public async Task Plan_OfATarget_SurvivesJsonAndPrintsAsBefore(string before, string command, string name)
    {
        var world = await new MemoryWorld().AfterAsync(before.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var words = command.Split(' ');
        var seen = await World.ObserveAsync(new MemoryProcess(world).Platform, CancellationToken.None);
        var order = Targets.Order(words[0], words[1], words.ElementAtOrDefault(2));
        var settings = Targets.Settings with { BakeTime = TimeSpan.FromSeconds(30) };

        var plan = order.Planner.Plan(seen, order.Request with { Generation = 7 }, settings);
        var copy = JsonSerializer.Deserialize<ReleasePlan>(JsonSerializer.Serialize(plan))!;

        Assert.Equal(PlanTable.Write(plan), PlanTable.Write(copy));
        Assert.Equal(plan.Steps.Select(step => step.GetType()), copy.Steps.Select(step => step.GetType()));
        Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(copy));
        Repository.AssertHolds($"tests/BlueGreen.Tests/testdata/plans/{name}.txt", PlanTable.Write(plan));
    }
}
