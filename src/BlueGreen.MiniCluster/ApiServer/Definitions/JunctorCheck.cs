using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Checks what is said with allOf, anyOf, oneOf and not.</summary>
internal static class JunctorCheck
{
    // The real server has no field for these, and prints what its language prints for nothing.
    private const string NoField = "<nil>";

    /// <summary>Checks one value.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(ValuePlace place, JsonNode value, List<FieldError> errors)
    {
        var schema = place.Schema;
        if (schema.AnyOf.Count > 0)
        {
            CheckAny(place, value, errors);
        }

        if (schema.OneOf.Count > 0)
        {
            CheckOne(place, value, errors);
        }

        if (schema.AllOf.Count > 0)
        {
            var broken = schema.AllOf.SelectMany(part => ErrorsOf(place, part, value)).ToList();
            if (broken.Count > 0)
            {
                errors.AddRange(broken);
                errors.Add(Broken(place, "must validate all the schemas (allOf). None validated"));
            }
        }

        if (schema.Not is { } not && ErrorsOf(place, not, value).Count == 0)
        {
            errors.Add(Broken(place, "must not validate the schema (not)"));
        }
    }

    private static void CheckAny(ValuePlace place, JsonNode value, List<FieldError> errors)
    {
        var results = place.Schema.AnyOf.Select(part => ErrorsOf(place, part, value)).ToList();
        if (results.TrueForAll(result => result.Count > 0))
        {
            errors.Add(Broken(place, "must validate at least one schema (anyOf)"));
            errors.AddRange(results.MinBy(result => result.Count)!);
        }
    }

    private static void CheckOne(ValuePlace place, JsonNode value, List<FieldError> errors)
    {
        var results = place.Schema.OneOf.Select(part => ErrorsOf(place, part, value)).ToList();
        var valid = results.Count(result => result.Count == 0);
        if (valid == 1)
        {
            return;
        }

        var found = valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives";
        errors.Add(Broken(place, $"must validate one and only one schema (oneOf). {found}"));
        if (valid == 0)
        {
            errors.AddRange(results.MinBy(result => result.Count)!);
        }
    }

    private static List<FieldError> ErrorsOf(ValuePlace place, ValueSchema part, JsonNode value)
    {
        var errors = new List<FieldError>();
        ValueCheck.Walk(new ValuePlace(place.Path, part, Live: null), value, errors);
        return errors;
    }

    private static FieldError Broken(ValuePlace place, string rule) =>
        new(NoField, "FieldValueInvalid", $"Invalid value: \"\": \"{place.Path}\" {rule}");
}
