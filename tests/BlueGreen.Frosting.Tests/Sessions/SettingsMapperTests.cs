using BlueGreen.Frosting.Sessions;
using BlueGreen.Options;
using Xunit;

namespace BlueGreen.Frosting.Tests.Sessions;

public sealed class SettingsMapperTests
{
    private static readonly BlueGreenOptions Defaults = new() { App = "uptimer" };

    [Fact]
    public void Settings_NoChecks_AsksTheReadyPath()
    {
        var checks = SettingsMapper.Settings(Defaults with { ReadyPath = "/up" }).SmokeChecks;

        var check = Assert.IsType<HttpCheck>(Assert.Single(checks));
        Assert.Equal(("GET /up", "/up", 200), (check.Name, check.Path, check.Status));
    }

    [Fact]
    public void Settings_VerifyNone_HasNoProof()
    {
        var options = Defaults with { Verify = Defaults.Verify with { IsNone = true } };

        Assert.Null(SettingsMapper.Settings(options).Verify);
    }

    [Fact]
    public void Settings_Limits_AreThoseOfTheOptions()
    {
        var options = Defaults with
        {
            BakeTime = TimeSpan.FromMinutes(3),
            Timeouts = Defaults.Timeouts with { Ready = TimeSpan.FromSeconds(7), SmokeTest = TimeSpan.FromSeconds(8) },
            Drain = Defaults.Drain with { Time = TimeSpan.FromSeconds(9) },
        };

        var settings = SettingsMapper.Settings(options);

        Assert.Equal(TimeSpan.FromMinutes(3), settings.BakeTime);
        Assert.Equal(
            (TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9)),
            (settings.Timeouts.Ready, settings.Timeouts.SmokeTest, settings.Timeouts.Drain));
    }

    [Theory]
    [InlineData("*", null)]
    [InlineData("*.example.com", null)]
    [InlineData("app.example.com", "app.example.com")]
    public void Probe_Host_IsSentOnlyWhenItIsOne(string host, string? sent)
    {
        var probe = SettingsMapper.Probe(Defaults with { Host = host }, new Uri("http://127.0.0.1:8080"));

        Assert.Equal(sent, probe.Host);
        Assert.Equal("test=true", probe.Cookie);
    }

    [Fact]
    public void Queue_Limits_AreThoseOfTheOptions()
    {
        var timeouts = Defaults.Timeouts with { Lease = TimeSpan.FromSeconds(20), Queue = TimeSpan.FromHours(2) };
        var options = Defaults with { Timeouts = timeouts };

        var queue = SettingsMapper.Queue(options);

        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromHours(2)), (queue.LeaseDuration, queue.WaitLimit));
    }
}
