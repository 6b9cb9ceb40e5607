using BlueGreen.Errors;

namespace BlueGreen.Options;

/// <summary>Finds arguments that nothing uses: a misspelt option must not be ignored in silence.</summary>
public static class ArgumentNames
{
    /// <summary>Refuses every argument that is neither an option nor a name the caller knows.</summary>
    /// <param name="arguments">The names of the arguments, without dashes.</param>
    /// <param name="extraNames">What else is known: the host's own arguments, and the variables manifests use.</param>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: all unknown names, each with the nearest known
    /// one.</exception>
    public static void RefuseUnknown(IEnumerable<string> arguments, IReadOnlySet<string> extraNames)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(extraNames);
        var known = OptionTable.All.Select(each => each.Key)
            .Concat(BuiltInVariables.Reserved.Keys)
            .Concat(extraNames)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var problems = new InputProblems();
        foreach (var name in arguments.Where(each => !known.Contains(each) && !IsVariable(each)))
        {
            problems.Add(new($"--{name}"), $"no option and no manifest uses it{NearestName.Hint(name, known)}");
        }

        problems.ThrowIfAny("The arguments cannot be used.", "Correct them, or run with --help to see every option.");
    }

    private static bool IsVariable(string name) => name.StartsWith("variables.", StringComparison.OrdinalIgnoreCase);
}
