using System.Text.RegularExpressions;
using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>The rules for names, labels and annotations, in the words of the real server.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"/>
internal static partial class NameRules
{
    private const string SubdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must " +
        "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
        @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string LabelRule =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and " +
        "end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is " +
        "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>What a DNS label is, in the words of the real server.</summary>
    public const string ServiceRule =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic " +
        "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation " +
        "is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    private const string ValueRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must " +
        "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for " +
        "validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string KeyRule =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
        "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
        "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string DataKeyRule =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or " +
        "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

    /// <summary>Checks the name of an object.</summary>
    /// <param name="plural">Its resource when that is built in: some have rules of their own.</param>
    /// <param name="name">The name.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckName(string plural, string name) => plural switch
    {
        "namespaces" => Check("metadata.name", name, Label(), (63, LabelRule)),
        "services" => Check("metadata.name", name, ServiceName(), (63, ServiceRule)),
        "roles" or "clusterroles" or "rolebindings" or "clusterrolebindings" => CheckSegment(name),
        _ => Check("metadata.name", name, Subdomain(), (253, SubdomainRule)),
    };

    /// <summary>Checks the name of a container or volume.</summary>
    /// <param name="field">Path of the name.</param>
    /// <param name="name">The name.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckLabelName(string field, string name) =>
        Check(field, name, Label(), (63, LabelRule));

    /// <summary>Checks a name that must begin with a letter, such as that of a version.</summary>
    /// <param name="field">Path of the name.</param>
    /// <param name="name">The name.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckService(string field, string name) =>
        Check(field, name, ServiceName(), (63, ServiceRule));

    /// <summary>Checks a domain name.</summary>
    /// <param name="field">Path of the name.</param>
    /// <param name="name">The name.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckSubdomain(string field, string name) =>
        Check(field, name, Subdomain(), (253, SubdomainRule));

    /// <summary>Checks labels.</summary>
    /// <param name="field">Path of the labels.</param>
    /// <param name="labels">The labels.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckLabels(string field, IReadOnlyDictionary<string, string> labels) =>
        labels.SelectMany(label => CheckKey(field, label.Key)
            .Concat(CheckLabelValue(field, label.Value)));

    /// <summary>Checks the value of a label.</summary>
    /// <param name="field">Path of the label.</param>
    /// <param name="value">The value.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckLabelValue(string field, string value) =>
        Check(field, value, LabelValue(), (63, ValueRule));

    /// <summary>Checks a key of the data of a ConfigMap or Secret, which becomes the name of a file.</summary>
    /// <param name="field">Path of the value.</param>
    /// <param name="key">The key.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckDataKey(string field, string key)
    {
        var errors = Check(field, key, DataKey(), (253, DataKeyRule));
        return key is "." or ".." ? errors.Append(FieldError.Invalid(field, key, $"must not be '{key}'"))
            : key.StartsWith("..", StringComparison.Ordinal)
                ? errors.Append(FieldError.Invalid(field, key, "must not start with '..'"))
                : errors;
    }

    /// <summary>Checks the keys of labels or annotations.</summary>
    /// <param name="field">Path of the map.</param>
    /// <param name="key">One key.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckKey(string field, string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[(slash + 1)..];
        if (!KeyName().IsMatch(name) || name.Length > 63)
        {
            yield return FieldError.Invalid(field, key, KeyRule);
        }

        if (slash >= 0 && !Subdomain().IsMatch(key[..slash]))
        {
            yield return FieldError.Invalid(field, key, $"prefix part {SubdomainRule}");
        }
    }

    // Roles are named freely, as long as a path can hold the name: system:basic-user.
    private static IEnumerable<FieldError> CheckSegment(string name)
    {
        if (name is "." or "..")
        {
            yield return FieldError.Invalid("metadata.name", name, $"may not be '{name}'");
        }

        foreach (var character in "/%".Where(name.Contains))
        {
            yield return FieldError.Invalid("metadata.name", name, $"may not contain '{character}'");
        }
    }

    private static IEnumerable<FieldError> Check(
        string field, string value, Regex pattern, (int Length, string Text) rule)
    {
        if (!pattern.IsMatch(value))
        {
            yield return FieldError.Invalid(field, value, rule.Text);
        }

        if (value.Length > rule.Length)
        {
            yield return FieldError.Invalid(field, value, $"must be no more than {rule.Length} characters");
        }
    }

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValue();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataKey();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyName();
}
