namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>The objects that tests send.</summary>
internal static class Manifests
{
    public static string Deployment(int replicas = 2, string image = "web:1") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels: {app: web}
        spec:
          replicas: {{replicas}}
          selector:
            matchLabels: {app: web}
          template:
            metadata:
              labels: {app: web}
            spec:
              containers:
              - name: web
                image: {{image}}
                ports:
                - containerPort: 8080
        """;

    public static string VirtualService(string subset) => $$"""
        apiVersion: networking.istio.io/v1alpha3
        kind: VirtualService
        metadata: {name: web}
        spec:
          hosts: ["*"]
          http:
          - route:
            - destination: {host: web, subset: {{subset}}}
        """;

    public static string ConfigMap(string name, string labels = "") => $$"""
        {
          "apiVersion": "v1",
          "kind": "ConfigMap",
          "metadata": { "name": "{{name}}", "labels": { {{labels}} } },
          "data": { "a": "b" }
        }
        """;
}
