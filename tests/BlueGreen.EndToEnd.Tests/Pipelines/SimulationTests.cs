using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>What the simulation does not know fails: otherwise it would pass whatever is emitted.</summary>
public sealed class SimulationTests : IDisposable
{
    private readonly Shop _shop;
    private readonly CiRepository _repository;
    private readonly TemporaryFolder _folder = new();

    public SimulationTests()
    {
        _shop = new Shop(new Cluster(new Uri("http://127.0.0.1:1"), _folder.Write("kubeconfig", "{}")), "shop");
        _repository = CiRepository.CreateIdle(_shop);
    }

    public void Dispose()
    {
        _repository.Dispose();
        _shop.Dispose();
        _folder.Dispose();
    }

    /// <summary>Without it the others could fail for any reason.</summary>
    [Fact]
    public async Task Both_AsEmitted_Run()
    {
        await new SemaphoreWorkflow(_repository, "v1.0-blue", "wf-1").PushAsync();
        Assert.Equal(["approve"], await new GitHubRun(_repository, "release.yml", "1").PushAsync("v1.0-blue"));
    }

    [Theory]
    [InlineData("- 'true'", "- no-such-command", "no-such-command")]
    [InlineData("- 'true'", "- exit 3", "exit code 3")]
    [InlineData("- 'true'", "- 'false'", "exit code 1")]
    [InlineData("- 'true'", "- artifact yank job x", "unknown action")]
    [InlineData("then artifact push job", "then artifact push everything", "unknown level")]
    [InlineData("--force || true", "--quietly || true", "unknown: --quietly")]
    [InlineData("partial_rerun", "fail_fast", "fail_fast")]
    [InlineData("    dependencies: []", "    dependencies: []\n    skip:\n      when: true", "skip")]
    [InlineData("- ./build.sh", "- ./build.sh ${{parameters.COLOR_TEST}}", "{{")]
    [InlineData("result = 'passed'", "branch = 'main' or change_in('/')", "Only Semaphore can decide")]
    public async Task Semaphore_UnknownOrFailing_Fails(string old, string changed, string reason)
    {
        foreach (var file in new[] { "semaphore.yml", "deploy.yml" })
        {
            var text = _repository.Read($".semaphore/{file}");
            _shop.Write($".semaphore/{file}", text.Replace(old, changed, StringComparison.Ordinal));
        }

        _shop.Write("artifacts/tests/any.txt", "kept");
        var run = new SemaphoreWorkflow(_repository, "v1.0-blue", "wf-1");
        var failed = await Assert.ThrowsAnyAsync<Exception>(run.PushAsync);
        Assert.Contains(reason, failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("          true\n", "          no-such-command\n", "no-such-command")]
    [InlineData("          true\n", "          exit 3\n", "exit code 3")]
    [InlineData("actions/setup-dotnet@v5", "acme/anything@v1", "acme/anything")]
    [InlineData("actions/checkout@v6", "actions/checkout@v1", "actions/checkout@v1")]
    [InlineData("persist-credentials", "fetch-depth", "fetch-depth")]
    [InlineData("        if: always()", "        if: failure()", "failure()")]
    [InlineData("    timeout-minutes", "    container", "container")]
    public async Task GitHub_UnknownOrFailing_Fails(string old, string changed, string reason)
    {
        var text = _repository.Read(".github/workflows/release.yml");
        _shop.Write(".github/workflows/release.yml", text.Replace(old, changed, StringComparison.Ordinal));

        var run = new GitHubRun(_repository, "release.yml", "1");
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => run.PushAsync("v1.0-blue"));
        Assert.Contains(reason, failed.Message, StringComparison.Ordinal);
    }
}
