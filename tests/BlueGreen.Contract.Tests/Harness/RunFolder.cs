using Cake.Core;
using Cake.Core.IO;

namespace BlueGreen.Contract.Tests.Harness;

/// <summary>
/// Folder and variables of one run. Cake's own class changes the folder of the whole process, in which other runs are
/// under way.
/// </summary>
/// <param name="folder">The working directory.</param>
/// <param name="variables">The environment variables.</param>
internal sealed class RunFolder(string folder, IReadOnlyDictionary<string, string> variables) : ICakeEnvironment
{
    public DirectoryPath WorkingDirectory { get; set; } = new(folder);

    public DirectoryPath ApplicationRoot { get; } = new(AppContext.BaseDirectory);

    public ICakePlatform Platform { get; } = new CakePlatform();

    public ICakeRuntime Runtime { get; } = new CakeRuntime();

    public DirectoryPath GetSpecialPath(SpecialPath path) => new(System.IO.Path.GetTempPath());

    public string? GetEnvironmentVariable(string variable) => variables.GetValueOrDefault(variable);

    public IDictionary<string, string?> GetEnvironmentVariables() =>
        variables.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
}
