using Cake.Core;

namespace Cake.Frosting;

/// <summary>What tasks share during a run: Cake's services, and whatever a program adds.</summary>
public interface IFrostingContext : ICakeContext;
