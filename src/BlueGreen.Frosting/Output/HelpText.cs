using System.Globalization;
using System.Reflection;
using System.Text;
using BlueGreen.Options;
using Cake.Frosting;

namespace BlueGreen.Frosting.Output;

/// <summary>What <c>--help</c> prints: the targets, a first release, every option.</summary>
internal static class HelpText
{
    private static readonly string[] InOrder =
    [
        "Init", "Build", "Push", "Deploy", "SmokeTest", "Activate", "Rollback", "Decommission", "Release", "Status",
        "Plan", "ClusterUp", "ClusterDown", "ClusterRun", "GatewayRun", "Pipelines", "CheckPipelines", "Demo",
    ];

    /// <summary>Prints it.</summary>
    public static void Write()
    {
        using var stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(Text()));
    }

    /// <summary>Makes the text.</summary>
    /// <returns>Lines, each ended by <c>\n</c>.</returns>
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append(
            """
            Blue-green releases: a git tag such as v2.0-green names version and color.

            usage: ./build.sh --target=TARGET [--dryrun] [--OPTION=VALUE ...]

            See it first, without a cluster:
              ./build.sh --target=Demo

            A release, step by step:
              ./build.sh --target=Deploy --tag=v2.0-green
              ./build.sh --target=SmokeTest
              ./build.sh --target=Activate
              ./build.sh --target=Rollback          (when something is wrong)
              ./build.sh --target=Decommission      (when all is well)

            Targets:

            """);
        foreach (var (name, description) in Targets())
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name,-14} {description}\n");
        }

        text.Append(
            """

            Switches:
              --dryrun      show plan and differences of any target above; write nothing, take no lease
              --tree        show which target depends on which
              --description list all targets, yours too
              --verbosity=quiet|minimal|normal|verbose|diagnostic

            Options, here or in bluegreen.yml or as BLUEGREEN_OPTION in the environment:

            """);
        return text.Append(OptionsText.Help()).Append("\nExit codes: docs/exit-codes.md\n").ToString();
    }

    private static IEnumerable<(string Name, string Description)> Targets() =>
        from type in typeof(HelpText).Assembly.GetExportedTypes()
        let name = type.GetCustomAttribute<TaskNameAttribute>()?.Name
        let description = type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description
        where name is not null && description is not null
        orderby Array.IndexOf(InOrder, name) is var place && place < 0 ? int.MaxValue : place
        select (name, description);
}
