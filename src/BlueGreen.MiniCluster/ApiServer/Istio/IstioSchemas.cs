namespace BlueGreen.MiniCluster.ApiServer.Istio;

/// <summary>
/// What Istio's networking resources hold, in the notation of the built-in kinds. Lists have one owner each.
/// </summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/"/>
internal static class IstioSchemas
{
    /// <summary>The notation.</summary>
    public const string Text = """
        VirtualService: Configuration affecting traffic routing.
          spec VirtualServiceSpec Which requests go where.
          status any Observed state.
        VirtualServiceSpec: Routes requests to a set of hosts.
          hosts string[] The destination hosts to which traffic is being sent.
          gateways string[] The names of gateways that should apply these routes.
          http HTTPRoute[] An ordered list of route rules for HTTP traffic; the first match wins.
          tcp any[] An ordered list of route rules for TCP traffic.
          tls any[] An ordered list of route rules for TLS traffic.
          exportTo string[] Namespaces to which the service is exported.
        HTTPRoute: One rule for HTTP traffic.
          name string The name assigned to the route for debugging.
          match HTTPMatchRequest[] Conditions to be satisfied; any of them.
          route HTTPRouteDestination[] Where the traffic goes.
          redirect any Answer with a redirect.
          directResponse any Answer without a backend.
          delegate any A VirtualService that has the rules.
          rewrite any Rewrite URI and authority before forwarding.
          timeout string Timeout for requests.
          retries any Retry policy.
          fault any Fault injection.
          mirror any Destination that gets a copy.
          mirrors any[] Destinations that get a copy.
          mirrorPercent any Deprecated.
          mirror_percent any Deprecated.
          mirrorPercentage any How much is mirrored.
          corsPolicy any Cross-origin policy.
          headers any Header operations.
        HTTPMatchRequest: Conditions on one request; all of them.
          name string The name of the match.
          uri any URI to match.
          scheme any Scheme to match.
          method any Method to match.
          authority any Authority to match.
          headers any Headers to match.
          withoutHeaders any Headers that must not match.
          queryParams any Query parameters to match.
          port int Port of the request.
          sourceLabels string<> Labels of the source.
          sourceNamespace string Namespace of the source.
          gateways string[] Gateways the rule applies to.
          ignoreUriCase bool Whether case matters in the URI.
          statPrefix string Prefix of statistics.
        HTTPRouteDestination: A destination with its share.
          destination Destination The service to forward to.
          weight int Share of the traffic.
          headers any Header operations.
        Destination: A service that requests are sent to.
          host string The name of a service.
          subset string The name of a subset of the service.
          port any The port on the host.
        DestinationRule: Configuration affecting load balancing and outlier detection.
          spec DestinationRuleSpec Policies after routing.
          status any Observed state.
        DestinationRuleSpec: Policies for one host.
          host string The name of a service.
          subsets Subset[] Named sets of endpoints.
          trafficPolicy any Load balancing, connection pool and outlier detection.
          exportTo string[] Namespaces to which the rule is exported.
          workloadSelector any Workloads the rule applies to.
        Subset: A named set of endpoints of a service.
          name string Name of the subset.
          labels string<> Labels the endpoints have.
          trafficPolicy any Policies of the subset.
        Gateway: Configuration affecting the edge load balancer.
          spec GatewaySpec Which ports and hosts.
          status any Observed state.
        GatewaySpec: A load balancer at the edge of the mesh.
          selector string<> Labels of the pods that the gateway runs on.
          servers any[] Ports, protocols and hosts.
        """;
}
