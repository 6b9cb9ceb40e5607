namespace BlueGreen.Tests.Options;

/// <summary>Inputs for tests of options.</summary>
internal static class OptionSamples
{
    /// <summary>Every key, with a value that is not its default.</summary>
    public const string Full =
        """
        app: uptimer
        namespace: shop
        kubeconfig: .kube/config
        context: production
        tag-pattern: ^release-(?<version>.+)-(?<color>blue|green)$
        tag: release-1-blue
        color: green
        release-id: r-1
        manifests: [k8s/service.yml, k8s/deployment.yml]
        image: registry.example/uptimer:$VERSION
        build: {context: app, dockerfile: app/Dockerfile, platform: linux/arm64, args: {NODE: 22, TAG: $VERSION}}
        port: 3000
        replicas: 3
        ready-path: /healthz?full=1
        variables: {NODE: 1.10, EMPTY: , QUOTED: "a: b"}
        secrets: [LICENSE]
        allow-unset: [DEBUG_FLAGS]
        cookie: preview=yes
        host: shop.example
        ingress:
          url: http://203.0.113.7:8080
          service: edge/gateway
          port-name: http
        verify:
          path: /up
          version: {path: /version, json: $.version}
          max-failed: 3
          consecutive: 5
          timeout: 10s
        smoke-test:
          - name: ready
            path: /ready
            status: 200
            body-contains: "up"
            headers: {content-type: text/plain}
            json: {$.ready: true, count: 1.50, name: up}
          - exec: ["true"]
        migrate:
          expand: npm run migrate
          contract: [npm, run, contract]
        container: web
        bake-time: 1h30m
        allow-no-way-back: false
        keep-failed: true
        adopt: true
        drain-time: 2m
        drain-min: 500ms
        timeouts: {ready: 5m, probe: 5s, migrate: 1h, smoke-test: 5m, queue: 1h, lease: 10s}
        mini-cluster:
          folder: out
          fresh: true
          api-port: 6443
          gateway-port: 8080
          page-port: 8081
          images:
            uptimer: {command: [dotnet, run], folder: src, env: {A: b}}
        pipelines: {ci: github, style: article, test: [npm ci, npm test]}
        output: json
        """;

    public static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);

    public static Dictionary<string, IReadOnlyList<string>> Arguments(params (string Name, string Value)[] arguments) =>
        arguments
        .GroupBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            each => each.Key, each =>
                (IReadOnlyList<string>)[.. each.Select(one => one.Value)], StringComparer.OrdinalIgnoreCase);
}
