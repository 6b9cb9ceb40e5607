namespace BlueGreen.Options;

/// <summary>The rules between options, which no single one can keep.</summary>
internal static class OptionRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(OptionValues values, InputProblems problems)
    {
        var hasHeader = values.IsSet("verify.version.header");
        var hasJson = values.IsSet("verify.version.json");
        if (hasHeader && hasJson)
        {
            problems.Add(
                values.At("verify.version.header"), "'verify.version' has either 'header' or 'json', not both");
        }

        if (values.IsSet("verify.version.path") && !hasJson)
        {
            problems.Add(
                values.At("verify.version.path"),
                "'verify.version.path' needs 'verify.version.json', the place of the version");
        }

        if (values.Get<TimeSpan>("drain-min") > values.Get<TimeSpan>("drain-time"))
        {
            problems.Add(values.At("drain-min"), "'drain-min' is longer than 'drain-time'");
        }
    }
}
