using System.Globalization;
using Xunit;

namespace Uptimer.Tests;

/// <summary>The commands that a release runs inside a pod.</summary>
[Trait("Kind", "Loopback")]
public sealed class CommandTests
{
    [Fact]
    public async Task Migrate_WithPassword_SaysWhatItDoesAndNotThePassword()
    {
        var (exitCode, output, errors) = await UptimerProcess.RunAsync(["migrate"], ("DB_PASSWORD", "hush-hush"));

        Assert.Equal(0, exitCode);
        Assert.Contains("expand", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_WithoutPassword_Fails()
    {
        var (exitCode, output, errors) = await UptimerProcess.RunAsync(["migrate"], ("DB_PASSWORD", string.Empty));

        Assert.Equal((1, string.Empty), (exitCode, output));
        Assert.Contains("DB_PASSWORD", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0, "200")]
    [InlineData("3600", 1, "503")]
    public async Task Ping_ServerInThePod_ExitCodeSaysWhetherItIsReady(string loading, int expected, string status)
    {
        await using var uptimer = await UptimerProcess.StartAsync(("LOADING_SECONDS", loading));
        var port = uptimer.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture);

        var (exitCode, output, _) = await UptimerProcess.RunAsync(["ping"], ("PORT", port));

        Assert.Equal(expected, exitCode);
        Assert.Contains(status, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_NobodyThere_Fails()
    {
        // Port 1 is reserved, and nobody listens there.
        var (exitCode, _, errors) = await UptimerProcess.RunAsync(["ping"], ("ASPNETCORE_HTTP_PORTS", "1"));

        Assert.Equal(1, exitCode);
        Assert.Contains("did not answer", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LOADING_SECONDS", "soon")]
    [InlineData("LOADING_SECONDS", "3601")]
    [InlineData("LOADING_SECONDS", "NaN")]
    [InlineData("APP_VERSION", "2.0\n")]
    [InlineData("PORT", "70000")]
    public async Task Start_BadSetting_ExitsWithTwoAndNamesIt(string name, string value)
    {
        var (exitCode, _, errors) = await UptimerProcess.RunAsync([], (name, value));

        Assert.Equal(2, exitCode);
        Assert.Contains(name, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownCommand_ExitsWithTwo()
    {
        var (exitCode, _, errors) = await UptimerProcess.RunAsync(["dance"]);

        Assert.Equal(2, exitCode);
        Assert.Contains("usage", errors, StringComparison.Ordinal);
    }
}
