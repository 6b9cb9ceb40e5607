using BlueGreen.Ci;
using BlueGreen.Frosting.Inputs;
using Cake.Core;
using Cake.Core.IO;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>The variables of one job, as Cake sees them and as we do; and what Cake writes for the CI system.</summary>
internal sealed class CiWorld
{
    private readonly Dictionary<string, string> _variables;

    public CiWorld(params (string Name, string Value)[] variables)
    {
        _variables = variables.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);
        Environment = new CiEnvironment(_variables);
    }

    public ICakeEnvironment Environment { get; }

    public IFileSystem Files { get; } = new FileSystem();

    public CiWriter Writer { get; } = new();

    public CiRun Detect() =>
        CiDetector.Detect(new CiInput { Environment = _variables, ReadFile = SmallFile.Read });
}
