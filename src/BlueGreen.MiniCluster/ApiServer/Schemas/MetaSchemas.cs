namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>The types that every kind shares, in the notation of <see cref="SchemaText"/>.</summary>
internal static class MetaSchemas
{
    /// <summary>OpenAPI names of these types begin so.</summary>
    public const string Prefix = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    /// <summary>The notation.</summary>
    public const string Text = """
        ObjectMeta: ObjectMeta is metadata that all persisted resources must have.
          name string Name must be unique within a namespace. Cannot be updated.
          generateName string GenerateName is an optional prefix used to generate a unique name.
          namespace string Namespace defines the space within which each name must be unique.
          selfLink string Deprecated and never filled in.
          uid string UID is the unique in time and space value for this object.
          resourceVersion string Value that identifies this version of the object for optimistic concurrency.
          generation int A sequence number of a specific generation of the desired state.
          creationTimestamp time When the object was created, as the server saw it.
          deletionTimestamp time When the object will be deleted; set by the server on a graceful deletion.
          deletionGracePeriodSeconds int Seconds allowed for this object to end by itself.
          labels string<> Map of keys and values to organize and select objects.
          annotations string<> Unstructured map for tools and people.
          ownerReferences OwnerReference[uid] Objects this object depends on.
          finalizers string{} Must be empty before the object is deleted.
          managedFields any[] Which writer owns which fields.
        OwnerReference~: OwnerReference names an owning object.
          *apiVersion string API version of the owner.
          *kind string Kind of the owner.
          *name string Name of the owner.
          *uid string UID of the owner.
          controller bool Whether the owner is the managing controller.
          blockOwnerDeletion bool Whether foreground deletion of the owner waits for this object.
        LabelSelector~: A label query over a set of resources.
          matchLabels string<> Each pair must match.
          matchExpressions LabelSelectorRequirement[] Each requirement must match.
        LabelSelectorRequirement: One requirement of a label query.
          *key string The label key.
          *operator string In, NotIn, Exists or DoesNotExist.
          values string[] Values for In and NotIn.
        Condition: One aspect of the observed state.
          *type string Type of the condition.
          *status string True, False or Unknown.
          observedGeneration int The generation the condition was set for.
          lastTransitionTime time When the status last changed.
          lastUpdateTime time When the condition was last updated.
          lastProbeTime time When the condition was last probed.
          lastHeartbeatTime time When the condition was last confirmed.
          reason string Machine-readable reason.
          message string Readable details.
        """;
}
