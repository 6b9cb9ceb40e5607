using System.Globalization;
using System.Text;
using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Demo;

/// <summary>What the demo says.</summary>
internal static class DemoText
{
    private const int FailuresShown = 5;

    /// <summary>What to try after the demo.</summary>
    public static IReadOnlyList<NextStep> Next { get; } =
    [
        new("./build.sh --target=ClusterUp", "start such a cluster in the background, and print how to reach it"),
        new("./build.sh --target=Deploy --tag=v1.0-green", "do the same by hand; then SmokeTest, Activate, Status"),
        new("./build.sh --target=Activate --dryrun", "see what a target would do, without doing it"),
        new("./build.sh --help", "see every target and every option"),
    ];

    /// <summary>Says what the demo would do.</summary>
    /// <param name="app">The app.</param>
    /// <returns>Lines.</returns>
    public static string DryRun(string app)
    {
        var text = new StringBuilder();
        text.Append("Demo of ").Append(app)
            .Append(": a cluster of its own in this process, on free ports of 127.0.0.1\n");
        var number = 0;
        foreach (var stage in DemoScript.All)
        {
            if (stage == DemoScript.UnderLoad[0])
            {
                text.Append("      from here on users call without pause: ")
                    .Append(Describe(new LoadPlan()))
                    .Append('\n');
            }

            text.Append(CultureInfo.InvariantCulture, $"  {++number,2}. {stage.Title,-24} {stage.Meaning}\n");
        }

        return text.Append(
            """
                  then everything is stopped, and artifacts/demo/report.html tells what users saw
            Dry run: nothing was started. No other cluster is ever called by the demo.
            """).ToString();
    }

    /// <summary>Describes the users.</summary>
    /// <param name="plan">How they behave.</param>
    /// <returns>One clause.</returns>
    public static string Describe(LoadPlan plan) =>
        $"{plan.Clients} clients that keep their connection and never retry, one in {plan.SlowEach} requests takes "
        + "300 to 800 ms; and one tester with the cookie";

    /// <summary>Says that nothing was shown, for no request of a user was counted.</summary>
    /// <returns>The failure.</returns>
    public static ReleaseException NobodyCalled() => new(
        ExitCode.Defect,
        "No request of a user was counted, so that nothing is proven.",
        "The clients did not call, or the machine gave them no time to.",
        "Run Demo again on a less busy machine; if it stays so, please report it with artifacts/demo/report.html.");

    /// <summary>Says that users noticed something.</summary>
    /// <param name="result">What the demo saw.</param>
    /// <param name="time">Turns timestamps into seconds.</param>
    /// <returns>The failure.</returns>
    public static ReleaseException UsersFailed(DemoResult result, TimeProvider time) => new(
        ExitCode.Defect,
        $"{result.Failed} of {result.Requests} user requests failed.",
        string.Join('\n', result.Failures.Take(FailuresShown).Select(each => string.Create(
            CultureInfo.InvariantCulture,
            $"after {time.GetElapsedTime(result.Origin, each.EndedAt).TotalSeconds:0.000} s a {each.Describe()}"))),
        "This is a defect: please report it with artifacts/demo/report.html and artifacts/demo/journal.jsonl.",
        result.Error);
}
