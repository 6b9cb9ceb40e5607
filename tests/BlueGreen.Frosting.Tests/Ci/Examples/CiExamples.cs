using BlueGreen.Ci;

namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>The six examples.</summary>
internal static class CiExamples
{
    public static IReadOnlyDictionary<CiSystem, Func<IReadOnlyList<ExampleJob>>> All { get; } =
        new Dictionary<CiSystem, Func<IReadOnlyList<ExampleJob>>>
        {
            [CiSystem.GitLab] = () => [.. YamlExamples.GitLab()],
            [CiSystem.AzurePipelines] = () => [.. YamlExamples.Azure()],
            [CiSystem.CircleCi] = () => [.. YamlExamples.CircleCi()],
            [CiSystem.Buildkite] = () => [.. YamlExamples.Buildkite()],
            [CiSystem.TeamCity] = () => [.. CodeExamples.TeamCity()],
            [CiSystem.Jenkins] = () => [.. CodeExamples.Jenkins()],
        };

    /// <summary>Lists what a person can press: names of jobs, and with Jenkins the choices of its question.</summary>
    public static IEnumerable<string> Texts(CiSystem system) => All[system]()
        .Where(job => job.WaitsForAPerson)
        .Select(job => job.Name)
        .Concat(system == CiSystem.Jenkins ? [Question()] : []);

    private static string Question() => ExampleFile.Block(ExampleFile.Read("jenkins/Jenkinsfile"), "stage('Next')");
}
