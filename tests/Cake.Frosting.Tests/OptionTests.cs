using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Xunit;

namespace Cake.Frosting.Tests;

/// <summary>The options that every Frosting program has.</summary>
public sealed class OptionTests
{
    private static readonly Type[] All = [typeof(HelloTask), typeof(World), typeof(Other)];

    [Theory]
    [InlineData("--dryrun")]
    [InlineData("--noop")]
    [InlineData("--whatif")]
    public void DryRun_RunsNoTaskButBothEnds(string option)
    {
        using var run = new HostRun(All);
        run.Host.UseLifetime<LifetimeTests.Ends>().UseTaskLifetime<LifetimeTests.TaskEnds>();

        Assert.Equal(0, run.Run("--target=World", option));
        Assert.Equal("setup teardown", run.Trace.ToString());
        Assert.Contains("Hello", run.Output, StringComparison.Ordinal);
        Assert.Contains("World", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DryRun_TargetThatSkipsItself_Fails()
    {
        using var run = new HostRun(typeof(ErrorTests.NothingToDo));

        Assert.Equal(1, run.Run("--target=NothingToDo", "--dryrun"));
    }

    [Theory]
    [InlineData("--description", "Says hello")]
    [InlineData("--descriptions", "Says hello")]
    [InlineData("--showdescription", "Says hello")]
    [InlineData("--tree", "Hello")]
    [InlineData("--showtree", "Hello")]
    public void List_PrintsAndRunsNothing(string option, string expected)
    {
        using var run = new HostRun(All);

        Assert.Equal(0, run.Run(option));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Contains("Other", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Trace.Lines);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--ver")]
    [InlineData("--info")]
    public void Show_BeatsEverythingElse(string option)
    {
        using var run = new HostRun(All);

        Assert.Equal(0, run.Run("--target=Hello", "--dryrun", "--tree", option));
        Assert.Empty(run.Trace.Lines);
        Assert.NotEmpty(run.Output);
        Assert.DoesNotContain("Other", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_ExitsWithZeroAndRunsNothing(string option)
    {
        using var run = new HostRun(All);

        Assert.Equal(0, run.Run(option));
        Assert.Empty(run.Trace.Lines);
    }

    [Theory]
    [InlineData("-e")]
    [InlineData("--exclusive")]
    public void Exclusive_LeavesOutDependencies(string option)
    {
        using var run = new HostRun(All);

        Assert.Equal(0, run.Run("-t", "World", option));
        Assert.Equal("World", run.Trace.ToString());
    }

    [Fact]
    public void NoReport_LeavesOutTheTable()
    {
        using var with = new HostRun(All);
        using var without = new HostRun(All);

        Assert.Equal(0, with.Run("--target=Hello"));
        Assert.Equal(0, without.Run("--target=Hello", "--no-report"));

        Assert.Contains("Duration", with.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Duration", without.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_Several_ShareOneGraph()
    {
        using var run = new HostRun(All);

        Assert.Equal(0, run.Run("--target=World", "--target=Other"));
        Assert.Equal("Hello Other World", run.Trace.ToString());
    }

    [Fact]
    public void Targets_SeveralWithoutTheUnifiedGraph_RunOneAfterTheOther()
    {
        using var run = new HostRun(All);

        var exitCode = run.Run(
            "--target=World", "--target=Other", "--Settings_UnifiedDependencyGraphForMultipleTargets=false");

        Assert.Equal(0, exitCode);
        Assert.Equal("Hello World Hello Other", run.Trace.ToString());
    }

    [Theory]
    [InlineData(new[] { "--flag" }, "flag", new[] { "<null>" })]
    [InlineData(new[] { "--foo=a", "--foo=b" }, "foo", new[] { "a", "b" })]
    [InlineData(new[] { "--eq=a=b" }, "eq", new[] { "a=b" })]
    [InlineData(new[] { "--neg=-1" }, "NEG", new[] { "-1" })]
    [InlineData(new[] { "--empty", "" }, "empty", new[] { "" })]
    [InlineData(new[] { "--", "--after=1", "rest" }, "after", new[] { "1" })]
    [InlineData(new string[0], "target", new[] { "Peek" })]
    [InlineData(new[] { "--verbosity=quiet" }, "verbosity", new string[0])]
    public void Arguments_WhatNoOptionTook_IsThereForTasks(string[] args, string name, string[] expected)
    {
        using var run = new HostRun(typeof(Peek));
        run.Host.UseCakeSetting("peek", name);

        Assert.Equal(0, run.Run(["--target=Peek", .. args]));
        Assert.Equal(expected, run.Trace.Lines);
    }

    internal sealed class Peek(Trace trace) : FrostingTask
    {
        public override void Run(ICakeContext context)
        {
            foreach (var value in context.Arguments.GetArguments(context.Configuration.GetValue("peek")))
            {
                trace.Add(value ?? "<null>");
            }
        }
    }
}
