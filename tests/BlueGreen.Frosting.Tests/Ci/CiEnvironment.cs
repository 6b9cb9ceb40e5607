using Cake.Core;
using Cake.Core.IO;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>Cake's view of an environment that holds given variables and nothing else.</summary>
internal sealed class CiEnvironment(IReadOnlyDictionary<string, string> variables) : ICakeEnvironment
{
    public DirectoryPath WorkingDirectory { get; set; } = new(AppContext.BaseDirectory);

    public DirectoryPath ApplicationRoot => WorkingDirectory;

    public ICakePlatform Platform { get; } = new CakePlatform();

    public ICakeRuntime Runtime { get; } = new CakeRuntime();

    public DirectoryPath GetSpecialPath(SpecialPath path) => WorkingDirectory;

    public string? GetEnvironmentVariable(string variable) => variables.GetValueOrDefault(variable);

    public IDictionary<string, string?> GetEnvironmentVariables() => variables
        .ToDictionary(each => each.Key, each => (string?)each.Value, StringComparer.OrdinalIgnoreCase);
}
