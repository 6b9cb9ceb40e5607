using System.Collections.Immutable;
using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Substituting;

namespace BlueGreen.Tests.Manifests;

/// <summary>Manifests for tests, written for them.</summary>
internal static class ManifestSamples
{
    public const string Service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {selector: {app: shop}, ports: "
        + "[{port: 80, name: http}]}\n";

    public const string Deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-$COLOR_TEST
          labels: &labels {app: shop, color: $COLOR_TEST}
        spec:
          replicas: $REPLICAS
          selector: {matchLabels: *labels}
          template:
            metadata:
              labels:
                <<: *labels
                version: "$VERSION"
            spec:
              containers:
                - name: shop
                  image: registry.example/shop:$VERSION
                  env: [{name: DB_PASSWORD, value: "$DB_PASSWORD"}]
        """;

    public const string Gateway =
        "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: shop}\nspec: {selector: "
        + "{istio: ingressgateway}}\n";

    public const string Route =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec: {hosts: ["*"], http: [{route: [{destination: {host: shop, subset: $COLOR_ACTIVE}}]}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: shop}
        spec: {host: shop, subsets: [{name: $COLOR_ACTIVE, labels: {color: $COLOR_ACTIVE}}]}
        """;

    public static ImmutableArray<ManifestText> All { get; } =
    [
        new("service.yml", Service),
        new("deployment.yml", Deployment),
        new("gateway.yml", Gateway),
        new("route-test.yaml", Route),
        new("route.yml", Route),
    ];

    public static BlueGreenOptions Options { get; } = new() { App = "shop" };

    public static ManifestVariables Variables { get; } = ManifestVariables.Create(
        new Release("shop", new ReleaseTag("v2.0-green", "2.0", Color.Green), "r-1", null, "rosa", null),
        Color.Blue,
        new VariableSources(
            ImmutableDictionary<string, string>.Empty.Add("REPLICAS", "2"),
            ImmutableDictionary<string, string>.Empty.Add("DB_PASSWORD", "hunter22"),
            ImmutableDictionary<string, string>.Empty));

    public static ManifestSet Load(params ManifestText[] files) =>
        ManifestLoader.Load(ManifestFiles.Of(files), Variables, Options);
}
