namespace BlueGreen.Options;

/// <summary>Makes option records of the mappings in lists and under names.</summary>
internal static class OptionRecordReader
{
    private static readonly string[] OfCalls = ["status", "body-contains", "headers", "json"];

    /// <summary>Makes one smoke check: a call, or a command.</summary>
    public static SmokeCheck? ReadCheck(OptionValues values, InputProblems problems)
    {
        if (values.IsSet("path") == values.IsSet("exec"))
        {
            problems.Add(values.At("path"), "a check has either 'path' or 'exec'");
            return null;
        }

        if (values.IsSet("path"))
        {
            var path = values.Get<string>("path");
            var headers = values.Map<string>("headers");
            if (headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < headers.Count)
            {
                problems.Add(values.At("headers"), "'headers' holds one name twice, in upper and lower case");
                return null;
            }

            return new HttpCheck(values.Find<string>("name") ?? $"GET {path}", path, values.Get<int>("status"))
            {
                BodyContains = values.Find<string>("body-contains"),
                Headers = headers.WithComparers(StringComparer.OrdinalIgnoreCase),
                Json = values.Map<string>("json"),
            };
        }

        foreach (var key in OfCalls.Where(values.IsSet))
        {
            problems.Add(values.At(key), $"'{key}' belongs to a check with 'path', not 'exec'");
        }

        var command = values.List<string>("exec");
        return new CommandCheck(values.Find<string>("name") ?? string.Join(' ', command), command);
    }

    /// <summary>Makes what the mini-cluster runs for one image.</summary>
    public static ImageOptions ReadImage(OptionValues values, InputProblems problems) =>
        new(values.List<string>("command"), values.Find<string>("folder"), values.Map<string>("env"));
}
