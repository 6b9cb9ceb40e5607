using System.Reflection;
using Cake.Cli;
using Cake.Core.Configuration;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>The program around the tasks: gathers services and task assemblies, then runs what the command line
/// asks.</summary>
/// <remarks>A host runs once, for the arguments join the same services. Of two registrations the last one
/// wins.</remarks>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = new();
    private readonly List<Assembly> _assemblies = [];

    /// <summary>Initializes a new instance of the <see cref="CakeHost"/> class with Cake's own services in
    /// it.</summary>
    public CakeHost()
    {
        _services.AddCakeDiagnostics();
        _services.UseCakeDefaultModules();
        _services.AddSingleton<ICakeConfiguration>(FrostingConfiguration.Create);
        _services.AddSingleton<IVersionResolver, VersionResolver>();
        _services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        _services.AddSingleton<ICakeInfoFeature, InfoFeature>();
        _services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        _services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        _services.AddSingleton<TreeScriptHost>();
        _services.AddSingleton<DescriptionScriptHost>();
        _services.AddSingleton<FrostingEngine>();
        _services.AddSingleton<IFrostingContext, FrostingContext>();
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            _assemblies.Add(entry);
        }
    }

    /// <summary>Starts a chain of calls, for those who dislike <c>new</c> in front of one.</summary>
    /// <returns>A new host.</returns>
    public static CakeHost Create() => new();

    /// <summary>Adds a library of tasks. The entry assembly is there from the start.</summary>
    /// <param name="assembly">An assembly with public task classes.</param>
    /// <returns>The same host.</returns>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Changes the services. The delegate runs at once.</summary>
    /// <param name="services">Gets the collection.</param>
    /// <returns>The same host.</returns>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Does what the command line asks.</summary>
    /// <param name="args">The command line; unknown options are arguments for the tasks.</param>
    /// <returns>0 when it went well, -1 for a command line that cannot be read, else the exit code of the
    /// error.</returns>
    public int Run(IEnumerable<string> args)
    {
        foreach (var task in _assemblies.SelectMany(TaskDescriptor.FindTypes))
        {
            _services.AddSingleton(typeof(IFrostingTask), task);
        }

        using var registrar = new CommandRegistrar(_services);
        return new CommandApp<DefaultCommand>(registrar).Run(args);
    }
}
