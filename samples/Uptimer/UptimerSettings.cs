using System.Globalization;
using System.Net;

namespace Uptimer;

/// <summary>What the environment says about this pod.</summary>
/// <param name="Version">The version it runs: APP_VERSION, or <c>dev</c>. Visible ASCII, for it travels in a
/// header.</param>
/// <param name="Color">The color it belongs to: COLOR, or <c>none</c> outside of a release.</param>
/// <param name="Pod">Its name: HOSTNAME, as Kubernetes sets it, or the machine's.</param>
/// <param name="Loading">How long it is not ready after its start: LOADING_SECONDS, at most an hour; 0 without
/// it.</param>
/// <param name="Endpoint">Where it listens.</param>
internal sealed record UptimerSettings(string Version, string Color, string Pod, TimeSpan Loading, IPEndPoint Endpoint)
{
    private const int DefaultPort = 8080;
    private const double MaximumLoadingSeconds = 3600;

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    /// <returns>The settings, or null after it said on stderr what is wrong.</returns>
    public static UptimerSettings? Read(Func<string, string?> variable)
    {
        var version = Text(variable("APP_VERSION"), "dev");
        if (version.Any(character => character is < ' ' or > '~'))
        {
            return Refuse("APP_VERSION has a character that a header cannot carry");
        }

        var seconds = Text(variable("LOADING_SECONDS"), "0");
        if (!double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var loading)
            || loading is not (>= 0 and <= MaximumLoadingSeconds))
        {
            return Refuse($"LOADING_SECONDS is '{seconds}', not a number from 0 to {MaximumLoadingSeconds}");
        }

        // PORT is what a platform assigns to this very process; ASPNETCORE_HTTP_PORTS is often the image's default.
        var ports = Text(variable("PORT"), Text(variable("ASPNETCORE_HTTP_PORTS"), $"{DefaultPort}"));
        if (!ushort.TryParse(ports.Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return Refuse($"PORT or ASPNETCORE_HTTP_PORTS is '{ports}', not a port");
        }

        // In a container the pod's address must answer; as a process on a laptop nobody outside has any business here.
        var address = variable("DOTNET_RUNNING_IN_CONTAINER") is "true" ? IPAddress.Any : IPAddress.Loopback;
        return new UptimerSettings(
            version,
            Text(variable("COLOR"), "none"),
            Text(variable("HOSTNAME"), Environment.MachineName),
            TimeSpan.FromSeconds(loading),
            new IPEndPoint(address, port));
    }

    private static string Text(string? value, string otherwise) => string.IsNullOrWhiteSpace(value) ? otherwise : value;

    private static UptimerSettings? Refuse(string problem)
    {
        Console.Error.WriteLine($"uptimer: {problem}.");
        return null;
    }
}
