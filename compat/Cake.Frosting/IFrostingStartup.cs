using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Registers a program's services in one place.</summary>
public interface IFrostingStartup
{
    /// <summary>Registers the services.</summary>
    /// <param name="services">The collection to add to.</param>
    void Configure(IServiceCollection services);
}
