using System.Reflection;
using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests;

/// <summary>Holds the table in docs/mini-cluster.md and the tests together.</summary>
[Trait("Kind", "Loopback")]
public sealed class TableTests
{
    private const string Begin = "<!-- table: written by BlueGreen.Kubectl.Tests with GOLDEN_UPDATE=1 -->";
    private const string End = "<!-- end of table -->";

    [Fact]
    public void Table_AgainstTheTests_IsTheSame()
    {
        var path = Path.Combine(Root(), "docs", "mini-cluster.md");
        var text = File.ReadAllText(path);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Begin.Length && to > from, $"{path} has no '{Begin}' … '{End}'");
        var expected = $"\n{Table()}";
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") is "1")
        {
            File.WriteAllText(path, text[..from] + expected + text[to..]);
            return;
        }

        Assert.Equal(expected, text[from..to]);
    }

    [Fact]
    public void Tests_EachOne_HasItsRow()
    {
        var without = Tests().Where(test => !test.GetCustomAttributes<RowAttribute>().Any()).Select(NameOf);

        Assert.Empty(without);
    }

    private static string Table()
    {
        var rows = Tests()
            .SelectMany(test => test.GetCustomAttributes<RowAttribute>().Select(row => (Row: row, Test: test)))
            .OrderBy(pair => pair.Row.Command.Split(' ')[0], StringComparer.Ordinal)
            .ThenBy(pair => pair.Row.Command, StringComparer.Ordinal)
            .Select(pair => $"| `{pair.Row.Command.Replace("|", "\\|", StringComparison.Ordinal)}` " +
                $"| {Verdict(pair.Row, pair.Test)} | {NameOf(pair.Test)} |\n");
        return $"| kubectl | works | test |\n| --- | --- | --- |\n{string.Concat(rows)}";
    }

    private static string Verdict(RowAttribute row, MethodInfo test)
    {
        var since = test.GetCustomAttribute<KubectlFactAttribute>() is { } fact
            ? $" (kubectl 1.{fact.SinceMinor} on)" : string.Empty;
        return row.Verdict + since;
    }

    private static IEnumerable<MethodInfo> Tests() => typeof(TableTests).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(KubectlTest)))
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null);

    private static string NameOf(MethodInfo test) => $"{test.DeclaringType!.Name}.{test.Name}";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
