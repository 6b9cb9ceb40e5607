namespace BlueGreen.Kubernetes.Errors;

/// <summary>A field that somebody else owns, so that an apply without force was refused.</summary>
/// <param name="Manager">The field manager that owns it, such as <c>kubectl-client-side-apply</c>.</param>
/// <param name="Field">The field's path, such as <c>.spec.replicas</c>.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts"/>
public sealed record FieldConflict(string Manager, string Field);
