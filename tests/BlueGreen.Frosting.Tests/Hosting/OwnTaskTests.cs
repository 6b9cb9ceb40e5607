using System.Reflection;
using System.Reflection.Emit;
using BlueGreen.Errors;
using BlueGreen.Frosting.Tasks;
using Cake.Frosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>A user's own target named Build, Push or Init takes the place of ours, without a word.</summary>
[Collection(HostCollection.Name)]
public sealed class OwnTaskTests
{
    private static readonly Assembly Ours = typeof(BlueGreenHost).Assembly;

    [Fact]
    public void For_NobodyElse_IsAllOfOurs()
    {
        var tasks = OurTasks.For([Ours]);

        Assert.Contains(typeof(BuildTask), tasks);
        Assert.Contains(typeof(DeployTask), tasks);
        Assert.Equal(TaskNames.Of(Ours).Count(), tasks.Count);
    }

    [Theory]
    [InlineData("Build")]
    [InlineData("build")]
    [InlineData("Push")]
    public void For_UsersBuild_LeavesOursOut(string name)
    {
        var tasks = OurTasks.For([Ours, LibraryWith(name)]);

        Assert.DoesNotContain(tasks, task => TaskNames.Of(task).Equals(name, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(TaskNames.Of(Ours).Count() - 1, tasks.Count);
    }

    [Fact]
    public void For_UsersActivate_KeepsOurs() =>
        Assert.Contains(typeof(ActivateTask), OurTasks.For([Ours, LibraryWith("Activate")]));

    // Ours would refuse: there is no image. And a dry run of theirs is Cake's, which runs nothing.
    [Theory]
    [InlineData]
    [InlineData("--dryrun")]
    public void Run_UsersBuild_Runs(params string[] switches)
    {
        using var run = new HostRun("app: shop\n") { Further = LibraryWith("Build") };

        run.Exits(ExitCode.Done, ["--target=Build", .. switches]);
        Assert.Contains("Build", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("There is no image", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Makes a library with one task, as a user's program is one.</summary>
    private static Assembly LibraryWith(string task)
    {
        var library = new PersistedAssemblyBuilder(new AssemblyName($"Users{task}"), typeof(object).Assembly);
        var type = library.DefineDynamicModule("Users").DefineType(
            "UsersTask", TypeAttributes.Public | TypeAttributes.Class, typeof(FrostingTask<BlueGreenContext>));
        var name = typeof(TaskNameAttribute).GetConstructor([typeof(string)])!;
        type.SetCustomAttribute(new CustomAttributeBuilder(name, [task]));
        type.CreateType();
        using var bytes = new MemoryStream();
        library.Save(bytes);
        return Assembly.Load(bytes.ToArray());
    }
}
