using System.Globalization;
using System.Text;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Routing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Routing;

/// <summary>Each folder of testdata holds objects and a table of requests with what becomes of them.</summary>
/// <remarks>
/// A line is <c>[draw=N] METHOD URL [| header: value]... => decision</c>; one that begins with # is a comment.
/// <c>GOLDEN_UPDATE=1</c> rewrites the decisions.
/// </remarks>
public sealed class RouteTableGoldenTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_GoldenFolder_MakesTheDecisionsOfTheTable(string name)
    {
        var table = RouteTableBuilder.Build(
            YamlObjects.Read(Path.Combine(Folder, name, "objects.yaml")), new GatewayOptions().WorkloadLabels);
        var file = Path.Combine(Folder, name, "decisions.txt");
        var expected = File.ReadAllLines(file);

        var actual = expected
            .Where(line => !line.StartsWith("problem: ", StringComparison.Ordinal))
            .Select(line => Decide(table, line))
            .Concat(table.Problems.Select(problem => $"problem: {problem}"))
            .ToList();

        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") is "1")
        {
            File.WriteAllLines(file, actual);
        }

        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));
    }

    private static string Decide(RouteTable table, string line)
    {
        if (line.Length == 0 || line.StartsWith('#'))
        {
            return line;
        }

        var request = line.Split(" => ")[0];
        var parts = request.Split(" | ");
        var words = parts[0].Split(' ');
        var draw = words[0].StartsWith("draw=", StringComparison.Ordinal) ? words[0][5..] : null;
        var url = new Uri(words[^1]);
        var headers = new HeaderDictionary();
        foreach (var header in parts.Skip(1))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers.Append(header[..colon], header[(colon + 1)..].Trim());
        }

        var head = new RequestHead(words[^2], "http", RawAuthority(words[^1]), url.AbsolutePath, url.Query, headers);
        var decision = table.Decide(head, _ => int.Parse(draw ?? "0", CultureInfo.InvariantCulture));
        return $"{request} => {Describe(table, decision)}";
    }

    private static string RawAuthority(string url) => url.Split('/')[2];

    private static string Describe(RouteTable table, RouteDecision decision)
    {
        var delay = decision.Delay is { } time ? $"after {time.TotalMilliseconds} ms " : "";
        return delay + decision switch
        {
            Answer { Location: { } location } answer => $"{answer.Status} {location}",
            Answer answer => $"{answer.Status} {answer.Flags}{Encoding.UTF8.GetString(answer.Body.Span)}".TrimEnd(),
            Forward forward => Describe(table.Groups[forward.Target.Destination], forward),
            _ => throw new NotSupportedException(),
        };
    }

    private static string Describe(EndpointGroup group, Forward forward)
    {
        var host = forward.Authority is null ? "" : $" host {forward.Authority}";
        var mirrors = string.Concat(forward.Mirrors.Select(mirror => $" mirror {mirror.Subset}"));
        var pods = group.Missing is null
            ? string.Join(' ', group.Endpoints.Select(endpoint => $"{endpoint.Pod.Name}:{endpoint.Port}"))
            : $"no {group.Missing}";
        return $"{forward.Path}{host}{mirrors} to [{pods}]";
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "BlueGreen.MiniCluster.Tests", "Gateway", "testdata");
    }
}
