using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context to derive one's own from; on its own, that of a program that needs no more than
/// Cake's.</summary>
/// <param name="context">Cake's own context.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
