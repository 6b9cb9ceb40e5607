using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>What a user wrote wrong is told with its place, before the cluster is asked for anything.</summary>
[Collection(HostCollection.Name)]
public sealed class MistakeTests
{
    private const string Deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-$COLOR_TEST
        spec:
          selector:
            matchLabels: {app: shop, color: $COLOR_TEST}
          template:
            metadata:
              labels: {app: shop, color: $COLOR_TEST}
            spec:
              containers:
                - name: shop
                  image: uptimer:$VERSION
                  env:
                    - name: GREETING
                      value: $GREETING
                    - name: COUNTRY
                      value: $COUNTRY

        """;

    public static TheoryData<string, string?, string, string[]> Mistakes => new()
    {
        { "bluegreen.yml", "app: [unclosed\n", string.Empty, ["bluegreen.yml:"] },
        { "other.txt", null, "--manifests=deploy/nowhere.yml", ["deploy/nowhere.yml"] },
        { "manifests/deployment.yml", "kind: Deployment\n  name: [\n", string.Empty, ["manifests/deployment.yml:2"] },
        {
            "manifests/deployment.yml",
            Deployment,
            "--variables.GREETING=a: b --variables.COUNTRY=nl",
            ["GREETING", "manifests/deployment.yml:17:"]
        },
        {
            "manifests/deployment.yml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: one}\n---\n"
                + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: two}\n",
            "--namespace=one",
            ["'two'", "one namespace"]
        },
        { "other.txt", null, "--color=teal", ["--color", "blue, green", "teal"] },
        { "other.txt", null, "--colour=blue", ["--colour", "'color'"] },
        { "broken-kubeconfig", "clusters: [", "--kubeconfig=broken-kubeconfig", ["broken-kubeconfig"] },
        { "other.txt", null, "--kubeconfig=no-such-file", ["no-such-file"] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Deploy_Mistake_IsToldWithItsPlace(string file, string? text, string arguments, string[] words)
    {
        using var run = new HostRun();
        if (text is not null)
        {
            run.Write(file, text);
        }

        string[] command = ["--target=Deploy", "--tag=v1.0-green", "--release-id=r1"];
        var further = arguments.Split(" --", StringSplitOptions.RemoveEmptyEntries).Select(Dashed);
        run.Exits(ExitCode.Usage, [.. command, .. further]);

        Assert.All(
            words.Prepend("FAILED (2): "), word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    private static string Dashed(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) ? argument : $"--{argument}";
}
