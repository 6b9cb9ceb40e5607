using BlueGreen.Releases;

namespace BlueGreen.Options;

/// <summary>Reads the colors that hand-written pipelines hand over as arguments or environment variables.</summary>
internal static class NamedColorReader
{
    /// <summary>Reads all of them.</summary>
    /// <param name="input">Arguments and environment.</param>
    /// <param name="problems">Takes what is no color.</param>
    /// <returns>The colors that are there.</returns>
    public static NamedColors Read(OptionsInput input, InputProblems problems)
    {
        var decommission = Find(input, BuiltInVariables.ColorDecommission, problems);
        var misspelt = Find(input, BuiltInVariables.ColorDecommissionMisspelt, problems);
        if (decommission is not null && misspelt is not null && decommission != misspelt)
        {
            problems.Add(
                new(BuiltInVariables.ColorDecommissionMisspelt),
                $"it says {misspelt.Value.ToName()}, "
                + $"{BuiltInVariables.ColorDecommission} says {decommission.Value.ToName()}");
        }

        return new NamedColors(
            Find(input, BuiltInVariables.ColorTest, problems),
            Find(input, BuiltInVariables.ColorActive, problems),
            decommission ?? misspelt);
    }

    private static Color? Find(OptionsInput input, string name, InputProblems problems)
    {
        var argument =
            input.Arguments.FirstOrDefault(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (argument.Value is { } texts)
        {
            return Parse(string.Join(", ", texts), new($"--{name}"), problems);
        }

        return input.Environment.GetValueOrDefault(name) is { Length: > 0 } text
            ? Parse(text, new(name), problems)
            : null;
    }

    private static Color? Parse(string text, SourcePosition at, InputProblems problems)
    {
        if (text.TryParseColor() is { } color)
        {
            return color;
        }

        var shown = new string([.. text.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
        problems.Add(at, $"expected blue or green, found '{shown}'");
        return null;
    }
}
