using System.Diagnostics;
using System.Text;
using BlueGreen.Substituting;
using Xunit;
using Xunit.Abstractions;

namespace BlueGreen.Tests.Substituting;

/// <summary>
/// Goal: no input on which we and GNU envsubst differ. Method: random bytes rich in dollar signs, and real files.
/// </summary>
[Trait("Kind", "Loopback")]
public sealed class EnvsubstComparisonTests(ITestOutputHelper output)
{
    private const string Program = "/usr/bin/envsubst";
    private static readonly string[] Pieces =
    [
        "$", "{", "}", "$A", "${A}", "${", "$LONG_NAME", "${_x1}", "$é", "\\", "\n", "\r\n", "\t", "-", "a", "_", "1",
            " ", "\"", "'", "\0", "$$",
    ];

    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["A"] = "v$A\n${A}",
        ["_x1"] = "ünï",
        ["LONG_NAME"] = "",
        ["a"] = "small",
        ["_"] = "under",
    };

    [Fact]
    public async Task Render_RandomInput_EqualsEnvsubst()
    {
        var random = new Seeded(20_240_501);
        var input = new List<byte>();
        for (var i = 0; i < 20_000; i++)
        {
            input.AddRange(
                random.Next(10) == 0 ? [(byte)random.Next(256)] : Encoding.UTF8.GetBytes(random.Pick(Pieces)));
        }

        await AssertSameAsync([.. input]);
    }

    [Fact]
    public Task Render_EveryEndOfInput_EqualsEnvsubst() => Task.WhenAll(
        Pieces.Concat(
            [
                "${A", "${A$", "$A$", "${A${A", "${A-", "${A-b}", "${}", "${", "$$A", "$${A}", "${A }", "${ A}", "${9}",
                "$9", "\uFEFF$A", "$A\0$A", "\r$A\r\n", "$A\u0301",
            ])
            .Select(end => Encoding.UTF8.GetBytes("x" + end))
            .Append([0xED, 0xA0, 0x80, (byte)'$', (byte)'A', 0xFF])
            .Select(AssertSameAsync));

    [Fact]
    public async Task Render_EveryRealFile_EqualsEnvsubst()
    {
        // One run for all: what a file ends with cannot join the next one across a line end.
        var all = new MemoryStream();
        var files = SharedData.Files().ToList();
        output.WriteLine(
            files.Count == 0 ? "Skipped: no reference data; set BLUEGREEN_SHARED to its folder."
                : $"{files.Count} files.");
        foreach (var file in files)
        {
            await all.WriteAsync(await File.ReadAllBytesAsync(file));
            all.WriteByte((byte)'\n');
        }

        await AssertSameAsync(all.ToArray());
    }

    private async Task AssertSameAsync(byte[] input)
    {
        if (!File.Exists(Program))
        {
            output.WriteLine($"Skipped: there is no {Program} here to compare with.");
            return;
        }

        var start =
            new ProcessStartInfo(
                Program)
            { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.Clear();
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var expected = new MemoryStream();
        await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(expected), FeedAsync(process, input));
        await process.WaitForExitAsync();

        Assert.True(expected.ToArray().AsSpan().SequenceEqual(Substitution.Render(input, Variables)), Describe(input));
    }

    private static async Task FeedAsync(Process process, byte[] input)
    {
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
    }

    private static string Describe(byte[] input) =>
        $"differs for {input.Length} bytes: {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, 200)))}";
}
