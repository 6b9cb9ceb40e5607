using System.Globalization;
using System.Text;

namespace BlueGreen.MiniCluster.Tests.Hostile;

/// <summary>Makes requests out of good ones by chance: the same ones for the same seed.</summary>
internal sealed class RequestMaker(int seed)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW"];

    private static readonly string[] Kinds =
    [
        "api/v1/namespaces/default/configmaps", "api/v1/namespaces/default/pods", "api/v1/namespaces/default/services",
        "api/v1/namespaces/default/secrets", "api/v1/namespaces", "api/v1/nodes", "api/v1/configmaps", "api/v1",
        "apis/apps/v1/namespaces/default/deployments", "apis/apps/v1/namespaces/other/replicasets", "apis",
        "apis/networking.istio.io/v1/namespaces/default/virtualservices", "apis/events.k8s.io/v1/events",
        "apis/apiextensions.k8s.io/v1/customresourcedefinitions", "apis/coordination.k8s.io/v1/leases",
        "apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "openapi/v2", "openapi/v3/apis/apps/v1", "version",
    ];

    private static readonly string[] Tails =
    [
        "", "", "/web", "/web", "/web/status", "/web/scale", "/web/log", "/web/exec", "/web/portforward",
        "/web/finalize", "/web/nothing", "/..", "/%2e%2e/x", "/%2f", "/a%2fb", "//", "/%00", "/%ff", "/ü",
        "/web/eviction",
    ];

    private static readonly string[] Queries =
    [
        "", "", "", "limit=1", "limit=-1", "limit=99999999999999999999", "continue=abc", "labelSelector=a%3Db",
        "labelSelector=!!", "labelSelector=a+in+(", "fieldSelector=a%3Db", "fieldSelector=metadata.name", "watch=1",
        "watch=true&resourceVersion=1", "watch=1&resourceVersion=-1", "resourceVersion=abc", "dryRun=All", "dryRun=x",
        "fieldManager=a", "fieldManager=a&force=true", "fieldValidation=Strict", "fieldValidation=x",
        "propagationPolicy=Orphan", "propagationPolicy=x", "gracePeriodSeconds=x", "container=x&command=y", "%", "=&=&",
        "timeoutSeconds=1", "resourceVersionMatch=Exact", "sendInitialEvents=1", "includeObject=None",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json", "application/yaml", "application/merge-patch+json",
        "application/json-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml",
        "application/vnd.kubernetes.protobuf", "text/plain", "application/json; charset=x",
    ];

    private static readonly string[] Accepts =
    [
        "*/*", "application/json", "application/json;as=Table;v=v1;g=meta.k8s.io", "application/yaml",
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "image/png", ";;,,", "application/json;as=x",
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
    ];

    private static readonly string[] Bodies =
    [
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","labels":{"a":"b"}},"data":{"a":"b"}}""",
        """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"other"}}""",
        """{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}""",
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"a","image":"b"}]}}
        """,
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":1,"selector":
        {"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"a",
        "image":"b"}]}}}}
        """,
        """
        {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"web"},
        "spec":{"hosts":["*"],"http":[{"route":[{"destination":{"host":"a"},"weight":1}]}]}}
        """,
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"webs.a.b"},
        "spec":{"group":"a.b","scope":"Namespaced","names":{"plural":"webs","kind":"Web"},"versions":[{"name":"v1",
        "served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":
        {"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}}}}}}]}}
        """,
        """[{"op":"replace","path":"/spec/replicas","value":3},{"op":"test","path":"/metadata/name","value":"x"}]""",
        """{"spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"a","$patch":"delete"}]}}}}""",
        """{"metadata":{"finalizers":["a/b"],"ownerReferences":[{"uid":"a"}],"managedFields":[{"manager":"a"}]}}""",
        """{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Foreground","preconditions":{"uid":"x"}}""",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: &a {name: web}\ndata: {a: *a}\n",
        "a: &a [*a]", "", "null", "{", "[", "\"", "{\"a\":1,\"a\":2}", "k8s\0\n\u0002v1",
    ];

    private static readonly string[] Values =
    [
        "null", "{}", "[]", "true", "-1", "1e400", "0.5", "\"\"", "99999999999999999999", "\"\\ud800\"", "\"\\u0000\"",
        "[null]", "{\"\":null}", "[[[[[[[[[[]]]]]]]]]]", "\"2026-01-01T00:00:00Z\"", "\"a/b\"",
    ];

    private const StringComparison Plain = StringComparison.Ordinal;

    private readonly Chance _random = new(seed);

    /// <summary>Makes one request.</summary>
    public MadeRequest Next()
    {
        var method = Pick(Methods);
        var path = "/" + Pick(Kinds) + Pick(Tails);
        var query = Pick(Queries);
        var isWithBody = method is not ("GET" or "HEAD" or "OPTIONS");
        var body = isWithBody ? Encoding.UTF8.GetBytes(Mutated(Pick(Bodies))) : [];
        for (var spoiled = _random.Next(20) == 0 ? _random.Next(1, 5) : 0; spoiled > 0 && body.Length > 0; spoiled--)
        {
            body[_random.Next(body.Length)] = (byte)_random.Next(256);
        }

        return new MadeRequest(method, query.Length == 0 ? path : $"{path}?{query}", Pick(Types), Pick(Accepts), body);
    }

    // Cuts, doubles, or puts another value where one was; now and then very deep or very long.
    private string Mutated(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var at = _random.Next(text.Length);
        return _random.Next(12) switch
        {
            0 => text[..at],
            1 => text + text,
            2 => new string('[', 5000) + text,
            3 => text.Replace("\"web\"", $"\"{new string('x', _random.Next(300, 3000))}\"", StringComparison.Ordinal),
            4 or 5 or 6 => WithValue(text, at),
            7 => text.Insert(at, Pick(Values)),
            8 => text.Replace("v1", string.Create(CultureInfo.InvariantCulture, $"v{_random.Next(9)}"), Plain),
            _ => text,
        };
    }

    private string WithValue(string text, int at)
    {
        var colon = text.IndexOf(':', at);
        var end = colon < 0 ? -1 : text.IndexOfAny([',', '}', ']', '\n'], colon);
        return end < 0 ? text : text[..(colon + 1)] + Pick(Values) + text[end..];
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}

/// <summary>One request, made by chance.</summary>
internal sealed record MadeRequest(string Method, string Target, string MediaType, string Accept, byte[] Body)
{
    public override string ToString() => $"{Method} {Target} {MediaType} {Accept}\n{Encoding.UTF8.GetString(Body)}";
}
