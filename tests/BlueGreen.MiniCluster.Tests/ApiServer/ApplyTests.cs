using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

public sealed class ApplyTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Apply_FieldOfAnotherManager_ConflictsAndForceTakesIt()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        var (created, _) = await server.ApplyAsync(path, "first", Manifests.Deployment());

        var (refused, status) = await server.ApplyAsync(path, "second", Manifests.Deployment(image: "web:2"));
        var (forced, value) = await server.ApplyAsync(
            path, "second", Manifests.Deployment(image: "web:2"), "&force=true");

        Assert.Equal((201, 409, 200), (created, refused, forced));
        Assert.Equal("Conflict", (string?)status["reason"]);
        const string Field = ".spec.template.spec.containers[name=\"web\"].image";
        Assert.Equal($"Apply failed with 1 conflict: conflict with \"first\": {Field}", (string?)status["message"]);
        Assert.Equal("FieldManagerConflict", (string?)status["details"]!["causes"]![0]!["reason"]);
        Assert.Equal(Field, (string?)status["details"]!["causes"]![0]!["field"]);
        Assert.Equal("web:2", (string?)value["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]);
        Assert.DoesNotContain("f:image", OwnedBy(value, "first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_AfterScale_ConflictsOnReplicasAlone()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "first", Manifests.Deployment());
        var scale = """{"spec":{"replicas":5}}""";
        var (scaled, _) = await server.SendAsync(
            HttpMethod.Patch, $"{path}/scale?fieldManager=hpa", scale, "application/merge-patch+json");

        var (refused, status) = await server.ApplyAsync(path, "first", Manifests.Deployment());

        Assert.Equal((200, 409), (scaled, refused));
        Assert.Equal(
            "Apply failed with 1 conflict: " +
            "conflict with \"hpa\" with subresource \"scale\" using apps/v1: .spec.replicas",
            (string?)status["message"]);
    }

    [Fact]
    public async Task Apply_FieldNoLongerNamed_IsDroppedUnlessAnotherOwnsIt()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/c";
        const string Head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
        await server.ApplyAsync(path, "first", Head + "data: {a: x, b: y}");
        await server.ApplyAsync(path, "second", Head + "data: {b: y}");

        var (_, value) = await server.ApplyAsync(path, "first", Head);

        Assert.Equal("""{"b":"y"}""", value["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Apply_RoutesOfAVirtualService_HaveOneOwner()
    {
        var n = await server.NewNamespaceAsync();
        var path = $"/apis/networking.istio.io/v1alpha3/namespaces/{n}/virtualservices/web";
        await server.ApplyAsync(path, "first", Manifests.VirtualService("blue"));

        var (code, status) = await server.ApplyAsync(path, "second", Manifests.VirtualService("green"));
        var newest = path.Replace("v1alpha3", "v1", StringComparison.Ordinal);
        var (_, shown) = await server.SendAsync(HttpMethod.Get, newest);

        Assert.Equal(409, code);
        Assert.Equal(".spec.http", (string?)status["details"]!["causes"]![0]!["field"]);
        Assert.Equal("networking.istio.io/v1", (string?)shown["apiVersion"]);
    }

    [Fact]
    public async Task Apply_UnknownFieldOfADefinedKind_Answers500()
    {
        var path = $"/apis/networking.istio.io/v1/namespaces/{await server.NewNamespaceAsync()}/virtualservices/web";
        const string Yaml = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec: {hots: []}";

        var (code, status) = await server.ApplyAsync(path, "first", Yaml);

        Assert.Equal(500, code);
        var message = (string?)status["message"];
        Assert.EndsWith(".spec.hots: field not declared in schema", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_SameAgain_ChangesNothing()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        var (_, before) = await server.ApplyAsync(path, "first", Manifests.Deployment());

        var (_, after) = await server.ApplyAsync(path, "first", Manifests.Deployment());

        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task Apply_WithAnotherResourceVersion_Conflicts()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/c";
        await server.ApplyAsync(path, "first", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");

        var (code, status) = await server.ApplyAsync(
            path, "first", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c, resourceVersion: '1'}}");

        Assert.Equal(409, code);
        Assert.Contains("the object has been modified", (string?)status["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_WithoutManager_IsInvalid()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps/c";

        var (code, _) = await server.ApplyAsync(path, string.Empty, "{apiVersion: v1, kind: ConfigMap}");

        Assert.Equal(422, code);
    }

    private static string OwnedBy(JsonObject value, string manager) => value["metadata"]!["managedFields"]!.AsArray()
        .Single(entry => string.Equals((string?)entry!["manager"], manager, StringComparison.Ordinal))!["fieldsV1"]!
        .ToJsonString();
}
