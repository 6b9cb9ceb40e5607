using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Output;

/// <summary>Writes the status for people and for machines.</summary>
internal static class StatusText
{
    private const int SwitchesShown = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<Color>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes it for people.</summary>
    /// <param name="report">What was read.</param>
    /// <param name="now">The time ages are counted to.</param>
    /// <returns>Lines.</returns>
    public static string ForPeople(StatusReport report, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, $"{report.App}: {report.World.Route.Describe()}");
        if (report.EntryPoint is { } entryPoint)
        {
            Line(text, $"  entry point  {entryPoint}");
        }

        foreach (var state in new[] { report.World.Blue, report.World.Green })
        {
            Line(text, $"  {state.Color.ToName(),-12} {Role(report, state.Color),-6} {Describe(state, now)}");
        }

        Line(text, $"  queue        {Describe(report.Queue, now)}");
        foreach (var record in report.World.History.Where(record => record.Proof is not null).Take(SwitchesShown))
        {
            Line(text, $"  {record.Outcome,-12} {Describe(record, now)}");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Writes it for machines: one JSON document.</summary>
    /// <param name="report">What was read.</param>
    /// <returns>The document.</returns>
    public static string ForMachines(StatusReport report) => JsonSerializer.Serialize(
        new
        {
            report.App,
            report.EntryPoint,
            Live = report.World.Route.Live,
            Test = report.World.Route.Test,
            Route = report.World.Route.Stamp,
            Colors = new[] { report.World.Blue, report.World.Green },
            report.Queue,
            report.World.History,
        },
        Json);

    private static string Role(StatusReport report, Color color) =>
        report.World.Route.Live == color ? "LIVE" : report.World.Route.Test == color ? "test" : "idle";

    private static string Describe(QueueState queue, DateTimeOffset now)
    {
        var holder = queue.Holder is { } held
            ? $"held by {held.Request.Describe()} since {Age(held.Since, now)}"
            : "free";
        return queue.Waiting.IsEmpty
            ? holder
            : $"{holder}; waiting: {string.Join(", ", queue.Waiting.Select(ticket => ticket.Request.Describe()))}";
    }

    private static string Describe(ColorState state, DateTimeOffset now)
    {
        if (!state.IsDeployed)
        {
            return "not deployed";
        }

        var (ready, desired) = (state.Workloads.Sum(w => w.Ready), state.Workloads.Sum(w => w.Desired));
        var evidence = state.Evidence;
        var isTested = evidence?.SmokeTest is { } test
            && string.Equals(test.TemplateHash, evidence.TemplateHash, StringComparison.Ordinal);
        var smoke = isTested ? ", smoke test passed" : string.Empty;
        return $"{evidence?.Tag ?? "no release tag"} of release {evidence?.ReleaseId ?? "unknown"}, "
            + $"{ready}/{desired} ready, deployed "
            + $"{(evidence?.DeployedAt is { } at ? Age(at, now) : "at an unknown time")}{smoke}";
    }

    private static string Describe(HistoryRecord record, DateTimeOffset now)
    {
        var proof = record.Proof!;
        var move = $"{record.From?.ToName() ?? "nothing"} -> {record.To?.ToName() ?? "nothing"}";
        var figures = proof.Proven
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{proof.Requests} requests, {proof.Failed} failed, first new after {proof.FirstNewMs:0.#} ms")
            : "unproven";
        return $"{move}, {record.Tag} by {record.Actor}, {Age(record.At, now)}: {figures}";
    }

    private static string Age(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 0 } => "just now",
        { TotalSeconds: < 90 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s ago"),
        { TotalMinutes: < 90 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min ago"),
        { TotalHours: < 48 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days ago"),
    };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
