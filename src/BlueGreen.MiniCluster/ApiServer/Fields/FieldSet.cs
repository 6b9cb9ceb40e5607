namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>A set of fields of an object, as a tree: which fields somebody owns, added or changed.</summary>
/// <remarks>Path elements are kept as <c>FieldsV1</c> has them: <c>f:name</c>, <c>k:{…}</c>, <c>v:…</c>.</remarks>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management"/>
internal sealed class FieldSet
{
    /// <summary>Gets the parts of this field that are in the set.</summary>
    public SortedDictionary<string, FieldSet> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether the field itself is in the set.</summary>
    public bool IsMember { get; set; }

    /// <summary>Gets a value indicating whether nothing is in the set.</summary>
    public bool IsEmpty => !IsMember && Children.Values.All(child => child.IsEmpty);

    /// <summary>Adds a field.</summary>
    /// <param name="path">Its path.</param>
    public void Insert(IEnumerable<string> path)
    {
        var at = this;
        foreach (var element in path)
        {
            if (!at.Children.TryGetValue(element, out var child))
            {
                at.Children[element] = child = new FieldSet();
            }

            at = child;
        }

        at.IsMember = true;
    }

    /// <summary>Finds a subtree.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The subtree, or null when nothing of it is in the set.</returns>
    public FieldSet? Find(params ReadOnlySpan<string> path)
    {
        var at = this;
        foreach (var element in path)
        {
            at = at?.Children.GetValueOrDefault(element);
        }

        return at;
    }

    /// <summary>Makes the set of what is in either.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>A new set.</returns>
    public FieldSet Union(FieldSet other) => Combine(this, other, (left, right) => left || right);

    /// <summary>Makes the set of what is in both.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>A new set.</returns>
    public FieldSet Intersection(FieldSet other) => Combine(this, other, (left, right) => left && right);

    /// <summary>Makes the set of what is in this one only.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>A new set.</returns>
    public FieldSet Difference(FieldSet other) => Combine(this, other, (left, right) => left && !right);

    /// <summary>Makes the set without a field and all its parts.</summary>
    /// <param name="path">Path of the field; not empty.</param>
    /// <returns>A new set.</returns>
    public FieldSet Without(params ReadOnlySpan<string> path)
    {
        var copy = Union(new FieldSet());
        copy.Find(path[..^1])?.Children.Remove(path[^1]);
        return copy;
    }

    /// <summary>Compares by content.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>Whether both hold the same fields.</returns>
    public bool IsSameAs(FieldSet other) => Difference(other).IsEmpty && other.Difference(this).IsEmpty;

    /// <summary>Lists the paths of all members, in order.</summary>
    /// <returns>Paths from the root.</returns>
    public IEnumerable<IReadOnlyList<string>> Paths() => PathsFrom([]);

    private static FieldSet Combine(FieldSet left, FieldSet right, Func<bool, bool, bool> keep)
    {
        var result = new FieldSet { IsMember = keep(left.IsMember, right.IsMember) };
        foreach (var element in left.Children.Keys.Union(right.Children.Keys, StringComparer.Ordinal))
        {
            var child = Combine(
                left.Children.GetValueOrDefault(element) ?? new FieldSet(),
                right.Children.GetValueOrDefault(element) ?? new FieldSet(),
                keep);
            if (!child.IsEmpty)
            {
                result.Children[element] = child;
            }
        }

        return result;
    }

    private IEnumerable<IReadOnlyList<string>> PathsFrom(IReadOnlyList<string> prefix)
    {
        if (IsMember)
        {
            yield return prefix;
        }

        foreach (var (element, child) in Children)
        {
            foreach (var path in child.PathsFrom([.. prefix, element]))
            {
                yield return path;
            }
        }
    }
}
