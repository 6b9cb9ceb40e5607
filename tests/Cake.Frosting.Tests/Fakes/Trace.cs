namespace Cake.Frosting.Tests.Fakes;

/// <summary>What happened in a run, in order. Tasks and lifetimes get it through their constructors.</summary>
public sealed class Trace
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line) => _lines.Add(line);

    public override string ToString() => string.Join(' ', _lines);
}
