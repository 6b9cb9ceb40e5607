using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>Gives the command-line parser a container of its own, with nothing of Cake in it but the host's
/// services.</summary>
/// <param name="services">The host's services, from which the command builds the real container.</param>
internal sealed class CommandRegistrar(IServiceCollection services) : ITypeRegistrar, ITypeResolver, IDisposable
{
    private readonly ServiceCollection _own = new();
    private ServiceProvider _provider;

    public ITypeResolver Build()
    {
        _own.AddSingleton(services);
        _provider = _own.BuildServiceProvider();
        return this;
    }

    public void Register(Type service, Type implementation) => _own.AddSingleton(service, implementation);

    public void RegisterInstance(Type service, object implementation) => _own.AddSingleton(service, implementation);

    public void RegisterLazy(Type service, Func<object> factory) => _own.AddSingleton(service, _ => factory());

    public object Resolve(Type type) => type is null ? null : _provider.GetService(type);

    public void Dispose() => _provider?.Dispose();
}
