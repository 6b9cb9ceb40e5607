using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

#pragma warning disable CA5394 // Nothing secret is made of these numbers, and they must be repeatable.
namespace BlueGreen.Pipelines.Tests.Checking;

/// <summary>Good files, damaged at random: whatever comes out, the check ends and throws nothing.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Inserts =
    [
        "[", "]", "{", "}", ":", "- ", "\n", "\t", "'", "\"", "&a ", "*a", "<<: ", "|", ">", "#", "!", "%", "${{ ",
        "}}", "\\", "null", "~", "true", "0", "-1", "1e9", "when: ", "tag =~ '(", "and", "(((", "queue: [", "\u0000",
        "\uFEFF", "\uD800", "---\n", "...\n", "? ", "blocks: ", "jobs: ", "steps: ", "uses: ./", "needs: ", "**",
        "[a-", "^v(?<x>", "$(", "`", "--target=Deploy", "exec ", "concurrency: ", "parameters.",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Check_DamagedFiles_NeverThrows(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++)
        {
            var files = Samples.All.Values.Select(file => file with { Text = Damage(file.Text, random) }).ToList();
            var expected = new PipelineExpectations { TagPattern = Pattern(random) };
            var thrown = Record.Exception(() =>
            {
                PipelineCheck.Check(files, expected);
                PipelineCheck.FilesNamedBy(files);
            });
            Assert.True(
                thrown is null,
                $"seed {seed}, round {round}: {thrown}\n{string.Join("\n=====\n", files.Select(file => file.Text))}");
        }
    }

    private static string Pattern(Random random) => random.Next(3) switch
    {
        0 => "^v(?<version>.+)-(?<color>blue|green)$",
        1 => @"^(?<color>blue|green)(/v)?(?<version>\d+(\.\d+){0,3})?$",
        _ => "(?<version>[^/]*)(?<color>[a-z]{4,5})",
    };

    private static string Damage(string text, Random random)
    {
        for (var times = random.Next(4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(30), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Inserts[random.Next(Inserts.Length)]),
                2 => text.Insert(at, text.Substring(at, length)),
                _ => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            };
        }

        return text;
    }
}
