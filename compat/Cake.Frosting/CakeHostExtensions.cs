using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The host's settings as one chain of calls.</summary>
public static class CakeHostExtensions
{
    /// <summary>Lets a startup class register its services.</summary>
    /// <typeparam name="TStartup">The startup class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new() => Configure(host, new TStartup().Configure);

    /// <summary>Chooses the context that tasks get.</summary>
    /// <typeparam name="TContext">The context; one instance lives as long as the run.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext => Configure(host, s => s.UseContext<TContext>());

    /// <summary>Chooses what runs before and after all tasks.</summary>
    /// <typeparam name="TLifetime">The lifetime; one instance serves both ends.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime => Configure(host, s => s.UseLifetime<TLifetime>());

    /// <summary>Chooses what runs before all tasks.</summary>
    /// <typeparam name="TSetup">The setup.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup => Configure(host, s => s.UseSetup<TSetup>());

    /// <summary>Chooses what runs after all tasks.</summary>
    /// <typeparam name="TTeardown">The teardown.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown => Configure(host, s => s.UseTeardown<TTeardown>());

    /// <summary>Chooses what runs before and after each task.</summary>
    /// <typeparam name="TLifetime">The lifetime; one instance serves both ends.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime => Configure(host, s => s.UseTaskLifetime<TLifetime>());

    /// <summary>Chooses what runs before each task.</summary>
    /// <typeparam name="TSetup">The setup.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup => Configure(host, s => s.UseTaskSetup<TSetup>());

    /// <summary>Chooses what runs after each task.</summary>
    /// <typeparam name="TTeardown">The teardown.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown => Configure(host, s => s.UseTaskTeardown<TTeardown>());

    /// <summary>Chooses the working directory; <c>--working</c> on the command line beats it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The folder; relative ones start at the process' own. It must exist.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path) =>
        Configure(host, s => s.UseWorkingDirectory(path));

    /// <summary>Sets a configuration value that the environment, <c>cake.config</c> and the command line may
    /// override.</summary>
    /// <param name="host">The host.</param>
    /// <param name="key">Its name, such as <c>Settings_Verbosity</c>.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value) =>
        Configure(host, s => s.UseCakeSetting(key, value));

    private static CakeHost Configure(CakeHost host, Action<IServiceCollection> change)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.ConfigureServices(change);
    }
}
