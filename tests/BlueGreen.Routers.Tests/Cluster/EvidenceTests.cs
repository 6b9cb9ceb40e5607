using System.Text.Json.Nodes;
using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>What is written on Deployments, and read back from whatever stands there.</summary>
public sealed class EvidenceTests
{
    private const string Template = """{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"image":"app:1"}]}}""";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var value = Deployment();
        Evidence.Write(value, Samples.Release());
        Evidence.WriteTime(value, null, Now);
        var record = new SmokeTestRecord("r2", Evidence.TemplateHash([value]), Now);
        Evidence.Child(value, "metadata", "annotations")[Evidence.SmokePassed] = Evidence.WriteSmokeTest(record);

        var evidence = Evidence.Read([value])!;

        Assert.Equal(
            ("r2", "v2-green", "2", "c0ffee", "ann", null, Now),
            (evidence.ReleaseId, evidence.Tag, evidence.Version, evidence.Commit, evidence.Actor, evidence.Link,
                evidence.DeployedAt));
        Assert.Equal(record, evidence.SmokeTest);
    }

    [Fact]
    public void Write_LinkWithASpace_StaysOneWord()
    {
        var value = Deployment();

        Evidence.Write(value, Samples.Release() with { Link = new Uri("https://ci.example.com/My Shop/7") });

        Assert.Equal("https://ci.example.com/My%20Shop/7", Evidence.Read([value])!.Link);
    }

    [Fact]
    public void Read_HalfOfTheColorIsAnothers_BelongsToNobody() =>
        Assert.Null(Evidence.Read([Deployment("r1"), Deployment("r2")])!.ReleaseId);

    [Fact]
    public void Read_NoDeployment_IsNothing() => Assert.Null(Evidence.Read([]));

    [Theory]
    [InlineData("")]
    [InlineData("hash")]
    [InlineData("hash yesterday r1")]
    [InlineData("hash  r1")]
    public void Read_SmokeTestIsGarbage_WasNotPassed(string value)
    {
        var deployment = Deployment();
        Evidence.Child(deployment, "metadata", "annotations")[Evidence.SmokePassed] = value;

        Assert.Null(Evidence.Read([deployment])!.SmokeTest);
    }

    [Theory]
    [InlineData("r1", "v1-green", true)]
    [InlineData("r1", "v9-green", false)]
    [InlineData("r9", "v1-green", false)]
    public void WriteTime_Repeated_KeepsTheTimeOfTheSameReleaseOnly(string id, string tag, bool keeps)
    {
        var first = Deployment();
        Evidence.Write(first, Samples.Release("r1", "v1-green"));
        Evidence.WriteTime(first, null, Now);
        var second = Deployment();
        Evidence.Write(second, Samples.Release(id, tag));
        Evidence.WriteTime(second, first, Now.AddHours(1));

        Assert.Equal(keeps ? Now : Now.AddHours(1), Evidence.Read([second])!.DeployedAt);
    }

    [Theory]
    [InlineData("""{"spec":{"containers":[{"image":"app:1"}]},"metadata":{"labels":{"a":"1"}}}""", true)]
    [InlineData("""{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"image":"app:2"}]}}""", false)]
    [InlineData("""{"metadata":{"labels":{"a":1}},"spec":{"containers":[{"image":"app:1"}]}}""", false)]
    [InlineData("""{"metadata":{"labels":{"a":"1","b":""}},"spec":{"containers":[{"image":"app:1"}]}}""", false)]
    [InlineData("""{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"image":"app:1"},{}]}}""", false)]
    [InlineData("""{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"image":"app:1","tty":null}]}}""", false)]
    public void TemplateHash_OtherTemplate_DiffersUnlessOnlyTheOrderOfMembersDoes(string template, bool isSame) =>
        Assert.Equal(isSame, Hash(Deployment()) == Hash(Deployment(template: template)));

    [Fact]
    public void TemplateHash_StatusCountsAndNotesChange_StaysTheSame()
    {
        var later = Deployment();
        later["status"] = new JsonObject { ["readyReplicas"] = 3 };
        later["spec"]!["replicas"] = 9;
        later["metadata"]!["generation"] = 12;
        later["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"] = "4";

        Assert.Equal(Hash(Deployment()), Hash(later));
    }

    [Fact]
    public void TemplateHash_OrderOfDeployments_DoesNotMatterButTheirNamesDo()
    {
        var (first, second) = (Deployment(), Deployment());
        second["metadata"]!["name"] = "worker-green";

        Assert.Equal(Evidence.TemplateHash([first, second]), Evidence.TemplateHash([second, first]));
        Assert.NotEqual(Hash(first), Hash(second));
    }

    private static string Hash(JsonObject deployment) => Evidence.TemplateHash([deployment]);

    private static JsonObject Deployment(string release = "r1", string template = Template) =>
        JsonNode.Parse(Samples.Deployment(release, template: template))!.AsObject();
}
