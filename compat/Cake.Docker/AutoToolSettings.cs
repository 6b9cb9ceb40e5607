using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Settings whose properties are the options of a docker command, one for one.</summary>
public abstract class AutoToolSettings : ToolSettings
{
    /// <summary>The properties whose values are left out of what is logged; a caller may add some.</summary>
    public readonly HashSet<string> SecretProperties;

    /// <summary>Initializes a new instance of the <see cref="AutoToolSettings"/> class.</summary>
    protected AutoToolSettings() =>
#pragma warning disable CA2214, MA0056 // The official constructor calls it too; nothing here depends on a derived one.
        SecretProperties = new HashSet<string>(CollectSecretProperties() ?? [], StringComparer.Ordinal);
#pragma warning restore CA2214, MA0056

    /// <summary>Names the properties that are secret from the start.</summary>
    /// <returns>Their names, or null when there are none.</returns>
    protected virtual string[]? CollectSecretProperties() => null;
}
