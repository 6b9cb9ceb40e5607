namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>Manifests as users write them; a test changes what it is about.</summary>
internal static class Manifests
{
    /// <summary>A config map with one value.</summary>
    public static string ConfigMap(string value = "1", string name = "settings") =>
        $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{name}}
          labels: {app: {{name}} }
        data:
          size: "{{value}}"

        """;

    /// <summary>A deployment of processes that sleep.</summary>
    public static string Deployment(int replicas = 1, string spec = "", string container = "") =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels: {app: web}
        spec:
          replicas: {{replicas}}
          selector: {matchLabels: {app: web} }
          {{spec}}
          template:
            metadata: {labels: {app: web} }
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: web
                image: sleeper:1
                ports: [{name: http, containerPort: 80}]
                {{container}}

        """;

    /// <summary>The service before it.</summary>
    public static string Service() =>
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, labels: {app: web}}
        spec:
          selector: {app: web}
          ports: [{name: http, port: 80, targetPort: http}]

        """;

    /// <summary>A pod whose one container runs a script.</summary>
    public static string Pod(string script, string name = "one", string spec = "", string container = "") =>
        $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          labels: {app: {{name}} }
        spec:
          terminationGracePeriodSeconds: 1
          {{spec}}
          containers:
          - name: main
            image: any:1
            command: [bash, -c, '{{script}}']
            {{container}}

        """;
}
