using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Checking;

/// <summary>This repository's own pipelines pass.</summary>
public sealed class OwnPipelinesTests
{
    [Fact]
    public void Check_PipelinesOfThisRepository_PassAll()
    {
        var files = Repository.Files(".semaphore").Concat(Repository.Files(".github"))
            .Select(path => new PipelineSource(path, Repository.Read(path)))
            .ToList();

        Assert.Contains(files, file => file.Name is ".semaphore/semaphore.yml");
        Assert.Empty(PipelineCheck.Check(files, new PipelineExpectations()));
    }
}
