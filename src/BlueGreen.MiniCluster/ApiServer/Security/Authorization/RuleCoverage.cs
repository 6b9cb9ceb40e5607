namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>Says what rules allow that other rules do not: nobody may give away what he does not have.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/"/>
internal static class RuleCoverage
{
    /// <summary>Finds what is not covered.</summary>
    /// <param name="owned">The rules that the giver has.</param>
    /// <param name="given">The rules that are given away.</param>
    /// <returns>What the giver has not, a line a resource, in the real server's words and order.</returns>
    public static IReadOnlyList<string> FindMissing(
        IReadOnlyCollection<PolicyRule> owned, IEnumerable<PolicyRule> given)
    {
        var missing = given.SelectMany(Split).Where(atom => !owned.Any(rule => Covers(rule, atom)));
        return
        [
            .. missing
                .GroupBy(atom => Describe(atom with { Verbs = [] }), StringComparer.Ordinal)
                .Select(same => Describe(same.First() with { Verbs = VerbsOf(same) }))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string[] VerbsOf(IEnumerable<PolicyRule> atoms) =>
        [.. atoms.SelectMany(atom => atom.Verbs).Distinct(StringComparer.Ordinal)];

    // Rules of one verb, one group, one resource and at most one name; or of one verb and one path.
    private static IEnumerable<PolicyRule> Split(PolicyRule rule) =>
        (from verb in rule.Verbs
         from resource in rule.Resources
         from api in rule.Groups
         from name in rule.Names.Count == 0 ? [null] : rule.Names.Select(string? (name) => name)
         select new PolicyRule([verb])
         {
             Groups = [api],
             Resources = [resource],
             Names = name is null ? [] : [name],
         })
        .Concat(
            from verb in rule.Verbs
            from path in rule.Paths
            select new PolicyRule([verb]) { Paths = [path] });

    private static bool Covers(PolicyRule owned, PolicyRule atom) =>
        PolicyRule.Has(owned.Verbs, atom.Verbs[0])
        && (atom.Paths.Count > 0
            ? owned.Paths.Any(path => PolicyRule.IsPath(path, atom.Paths[0]))
            : PolicyRule.Has(owned.Groups, atom.Groups[0])
                && owned.Resources.Any(resource => CoversResource(resource, atom.Resources[0]))
                && (owned.Names.Count == 0
                    || (atom.Names.Count > 0 && owned.Names.Contains(atom.Names[0], StringComparer.Ordinal))));

    private static bool CoversResource(string owned, string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return owned is "*"
            || string.Equals(owned, resource, StringComparison.Ordinal)
            || (slash >= 0 && string.Equals(owned, $"*{resource[slash..]}", StringComparison.Ordinal));
    }

    private static string Describe(PolicyRule rule)
    {
        var parts = new (string Name, IReadOnlyList<string> Values)[]
        {
            ("APIGroups", rule.Groups), ("Resources", rule.Resources), ("ResourceNames", rule.Names),
            ("NonResourceURLs", rule.Paths), ("Verbs", rule.Verbs),
        };
        var texts = parts
            .Where(part => part.Values.Count > 0)
            .Select(part => $"{part.Name}:[{string.Join(' ', part.Values.Select(value => $"\"{value}\""))}]");
        return $"{{{string.Join(", ", texts)}}}";
    }
}
