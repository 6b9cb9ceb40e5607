using Cake.Core;
using Cake.Core.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>Layers the configuration: the program's settings, the environment, <c>cake.config</c>, the command
/// line.</summary>
internal static class FrostingConfiguration
{
    /// <summary>Builds the configuration. The working directory must be set by then.</summary>
    /// <param name="provider">Where the parts come from.</param>
    /// <returns>The configuration; of one key the last layer's value wins.</returns>
    public static ICakeConfiguration Create(IServiceProvider provider)
    {
        // The provider lets the environment win over these; of two settings with one key the later call wins.
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in provider.GetServices<CakeSetting>())
        {
            settings[setting.Key] = setting.Value;
        }

        var arguments = provider.GetRequiredService<ICakeArguments>().GetArguments().ToDictionary(
            argument => argument.Key,
            argument => argument.Value.FirstOrDefault() ?? string.Empty,
            StringComparer.OrdinalIgnoreCase);
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        return ActivatorUtilities.CreateInstance<CakeConfigurationProvider>(provider)
            .CreateConfiguration(environment.WorkingDirectory, settings, arguments);
    }
}
