namespace BlueGreen.MiniCluster.Storage;

/// <summary>Orders keys as lists show them: resource, namespace, name, byte by byte.</summary>
internal sealed class ObjectKeyOrder : IComparer<ObjectKey>
{
    /// <summary>Gets the one order.</summary>
    public static ObjectKeyOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(ObjectKey? x, ObjectKey? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ReadOnlySpan<(string Left, string Right)> parts =
            [(x.Group, y.Group), (x.Plural, y.Plural), (x.Namespace, y.Namespace), (x.Name, y.Name)];
        foreach (var (left, right) in parts)
        {
            var order = string.CompareOrdinal(left, right);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
