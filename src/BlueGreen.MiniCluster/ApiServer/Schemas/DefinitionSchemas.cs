namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>The kinds of apiextensions.k8s.io/v1, in the notation of <see cref="SchemaText"/>.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/"/>
internal static class DefinitionSchemas
{
    /// <summary>OpenAPI names of these types begin so.</summary>
    public const string Prefix = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";

    /// <summary>The notation.</summary>
    public const string Text = """
        CustomResourceDefinition: CustomResourceDefinition represents a resource that should be exposed.
        %top%
          +spec CustomResourceDefinitionSpec How the resources appear.
          +status CustomResourceDefinitionStatus Observed state.
        CustomResourceDefinitionSpec: CustomResourceDefinitionSpec describes how a user wants their resource to appear.
          *group string API group of the defined resource.
          *names CustomResourceDefinitionNames Names of the resource and kind.
          *scope string Cluster or Namespaced.
          *versions CustomResourceDefinitionVersion[] Served versions.
          conversion CustomResourceConversion How versions are converted.
          preserveUnknownFields bool Deprecated.
        CustomResourceDefinitionStatus: What the server made of a definition.
          acceptedNames CustomResourceDefinitionNames The names that are used to serve the resource.
          conditions Condition[type] Whether names were accepted and the resource is served.
          storedVersions string[] Versions in which objects were ever stored.
        CustomResourceDefinitionNames: The names of a defined resource.
          *plural string Name in paths.
          singular string Name of one object for people. Defaults to the kind in lower case.
          shortNames string[] Abbreviations.
          *kind string Kind of objects.
          listKind string Kind of lists. Defaults to the kind with List.
          categories string[] Groups of resources it belongs to, such as all.
        CustomResourceDefinitionVersion: One version of a defined resource.
          *name string Such as v1.
          *served bool Whether it is served.
          *storage bool Whether objects are stored in it; of exactly one version.
          deprecated bool Whether clients are warned.
          deprecationWarning string The warning.
          schema CustomResourceValidation What objects hold.
          subresources CustomResourceSubresources What can be read and written on its own.
          additionalPrinterColumns CustomResourceColumnDefinition[] Columns of tables.
          selectableFields SelectableField[] Fields to select by.
        SelectableField: A field to select by.
          *jsonPath string Where it is.
        CustomResourceValidation: What objects hold.
          openAPIV3Schema JSONSchemaProps The structural schema.
        CustomResourceSubresources: What can be read and written on its own.
          status any The status subresource; an empty object turns it on.
          scale CustomResourceSubresourceScale The scale subresource.
        CustomResourceSubresourceScale: Where an object keeps its scale.
          *specReplicasPath string Path below .spec.
          *statusReplicasPath string Path below .status.
          labelSelectorPath string Path below .status or .spec.
        CustomResourceColumnDefinition: One column of a table.
          *name string Heading.
          *type string integer, number, string, boolean or date.
          format string Format of the type.
          description string What it shows.
          priority int 0 for always, more for wide tables only.
          *jsonPath string Where the value is.
        CustomResourceConversion: How versions are converted.
          *strategy string None.
          webhook any Who converts.
        JSONSchemaProps: JSONSchemaProps is a JSON-Schema following Specification Draft 4.
          $ref string Not allowed.
          $schema string Name of the schema's schema.
          additionalItems any Not allowed.
          additionalProperties any What other fields hold.
          allOf JSONSchemaProps[] All must hold.
          anyOf JSONSchemaProps[] At least one must hold.
          default any Stands in for an absent value.
          definitions any Not allowed.
          dependencies any Not allowed.
          description string What people read.
          enum any[] The only values there are.
          example any An example.
          exclusiveMaximum bool Whether the maximum itself is too great.
          exclusiveMinimum bool Whether the minimum itself is too small.
          externalDocs any Where to read more.
          format string Format of a string or number.
          id string Name of the schema.
          items any What items hold.
          maxItems int At most so many items.
          maxLength int At most so many characters.
          maxProperties int At most so many fields.
          maximum number The greatest number.
          minItems int At least so many items.
          minLength int At least so many characters.
          minProperties int At least so many fields.
          minimum number The smallest number.
          multipleOf number What numbers are a multiple of.
          not JSONSchemaProps Must not hold.
          nullable bool Whether null is a value.
          oneOf JSONSchemaProps[] Exactly one must hold.
          pattern string What strings match.
          patternProperties any Not allowed.
          properties JSONSchemaProps<> What fields hold.
          required string[] Fields that must be there.
          title string What people read.
          type string object, array, string, integer, number or boolean.
          uniqueItems bool Not allowed.
          x-kubernetes-embedded-resource bool Whether the value is an object of the API.
          x-kubernetes-int-or-string bool Whether the value is a whole number or a string.
          x-kubernetes-list-map-keys string[] Fields that tell items apart.
          x-kubernetes-list-type string atomic, set or map.
          x-kubernetes-map-type string granular or atomic.
          x-kubernetes-preserve-unknown-fields bool Whether unknown fields are kept.
          x-kubernetes-validations any[] Rules in CEL.
        """;
}
