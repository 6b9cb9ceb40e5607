using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cake.Frosting.Tests.PublicApi;

/// <summary>What a library shows to the world, as sorted lines: one a type, one a public member.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Describe(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Select(member => "  " + Describe(member))
            .Order(StringComparer.Ordinal)
            .Prepend(Describe(type)));

    /// <summary>Leaves out accessors: their property stands for them.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) => type.GetMembers(Declared)
        .Where(member => member is not MethodInfo { IsSpecialName: true });

    public static string NameOf(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var arguments = type.GetGenericArguments().Select(NameOf);
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }

    private static string Describe(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var inherited = type.GetInterfaces().SelectMany(parent => parent.GetInterfaces())
            .Concat(type.BaseType?.GetInterfaces() ?? []);
        var parents = type.GetInterfaces().Except(inherited).Where(parent => parent.IsVisible)
            .OrderBy(parent => parent.Name, StringComparer.Ordinal);
        var bases = type.BaseType is { } direct && direct != typeof(object) ? parents.Prepend(direct) : parents;
        return $"{kind} {type.Namespace}.{NameOf(type)} : {string.Join(", ", bases.Select(NameOf))}".TrimEnd(' ', ':');
    }

    private static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => Modifiers(method) + $"{NameOf(method.ReturnType)} {method.Name}{Generics(method)}" +
            $"({Parameters(method)}){Constraints(method)}",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name} {{ " +
            $"{(property.CanRead ? "get; " : string.Empty)}{(property.CanWrite ? "set; " : string.Empty)}}}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } => string.Empty,
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Parameters(MethodBase method)
    {
        var parameters = method.GetParameters()
            .Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}");
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        return extension + string.Join(", ", parameters);
    }

    private static string Generics(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>"
        : string.Empty;

    private static string Constraints(MethodInfo method) => string.Concat(
        from argument in method.GetGenericArguments()
        let flags = argument.GenericParameterAttributes
        let words = argument.GetGenericParameterConstraints().Select(NameOf)
            .Concat(flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : [])
        let all = flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? words.Prepend("class") : words
        select $" where {argument.Name} : {string.Join(", ", all)}");
}
