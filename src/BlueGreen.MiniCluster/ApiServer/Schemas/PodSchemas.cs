namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>What a pod is made of, in the notation of <see cref="SchemaText"/>.</summary>
internal static class PodSchemas
{
    /// <summary>The notation.</summary>
    public const string Text = """
        Pod: Pod is a collection of containers that can run on a host.
          apiVersion string Version of the schema of this object.
          kind string The resource this object is.
          +metadata ObjectMeta Standard object's metadata.
          +spec PodSpec Specification of the desired behavior of the pod.
          +status PodStatus Most recently observed status of the pod.
        PodTemplateSpec: PodTemplateSpec describes the data a pod should have when created from a template.
          +metadata ObjectMeta Standard object's metadata.
          +spec PodSpec Specification of the desired behavior of the pod.
        PodSpec: PodSpec is a description of a pod.
          *containers Container[name] List of containers belonging to the pod.
          initContainers Container[name] Containers that run to completion before the others start.
          ephemeralContainers any[name] Containers added to a running pod.
          volumes Volume[name] Volumes that containers can mount.
          restartPolicy string Always, OnFailure or Never. Defaults to Always.
          terminationGracePeriodSeconds int Seconds the pod needs to terminate gracefully. Defaults to 30.
          activeDeadlineSeconds int Seconds the pod may be active.
          dnsPolicy string DNS policy of the pod. Defaults to ClusterFirst.
          dnsConfig any DNS parameters of the pod.
          nodeSelector string<>~ Labels a node must have.
          nodeName string The node the pod is on.
          serviceAccountName string The ServiceAccount the pod runs as.
          serviceAccount string Deprecated alias for serviceAccountName.
          automountServiceAccountToken bool Whether a token is mounted.
          hostNetwork bool Whether the pod uses the node's network.
          hostPID bool Whether the pod uses the node's pid namespace.
          hostIPC bool Whether the pod uses the node's ipc namespace.
          hostUsers bool Whether the pod uses the node's user namespace.
          hostname string Hostname of the pod.
          subdomain string Subdomain of the pod.
          setHostnameAsFQDN bool Whether the hostname is the full name.
          shareProcessNamespace bool Whether containers share one process namespace.
          securityContext any Security attributes of the pod.
          imagePullSecrets LocalObjectReference[name] Secrets for pulling images.
          affinity any Scheduling constraints.
          schedulerName string Which scheduler places the pod.
          schedulingGates any[name] What holds scheduling back.
          tolerations any[] Taints the pod tolerates.
          hostAliases any[ip] Entries for the pod's hosts file.
          priorityClassName string Priority class of the pod.
          priority int Priority of the pod.
          preemptionPolicy string Whether the pod may preempt others.
          readinessGates any[] Conditions that count for readiness.
          runtimeClassName string Runtime of the pod.
          enableServiceLinks bool Whether services appear as environment variables.
          overhead quantity<> Resources of the runtime itself.
          topologySpreadConstraints any[topologyKey,whenUnsatisfiable] How pods spread over domains.
          os any Operating system of the containers.
          resourceClaims any[name] Claims that must be allocated.
          resources any Resources of the whole pod.
        Container: A single application container that you want to run within a pod.
          *name string Name of the container, a DNS label.
          image string Container image name.
          command string[] Entrypoint; the image's when absent.
          args string[] Arguments to the entrypoint.
          workingDir string Working folder of the container.
          ports ContainerPort[containerPort,protocol] Ports to expose from the container.
          env EnvVar[name] Environment variables to set in the container.
          envFrom EnvFromSource[] Sources of environment variables.
          resources ResourceRequirements Compute resources required by the container.
          resizePolicy any[] How resources are resized.
          restartPolicy string Restart behavior of an init container.
          volumeMounts any[mountPath] Volumes to mount.
          volumeDevices any[devicePath] Block devices to use.
          livenessProbe Probe Restarts the container when it fails.
          readinessProbe Probe Takes the container out of service endpoints when it fails.
          startupProbe Probe Must succeed before other probes run.
          lifecycle Lifecycle Actions on start and before stop.
          terminationMessagePath string File of the termination message.
          terminationMessagePolicy string Where the termination message comes from.
          imagePullPolicy string Always, Never or IfNotPresent.
          securityContext any Security options of the container.
          stdin bool Whether stdin stays open.
          stdinOnce bool Whether stdin closes after the first attach.
          tty bool Whether the container gets a terminal.
        ContainerPort: ContainerPort represents a network port in a single container.
          *containerPort int Number of the port on the pod's address.
          name string Name that services can refer to.
          protocol string UDP, TCP or SCTP. Defaults to TCP.
          hostPort int Number of the port on the host.
          hostIP string Address on the host.
        EnvVar: EnvVar represents an environment variable present in a Container.
          *name string Name of the variable.
          value string Value; $(NAME) refers to earlier variables.
          valueFrom EnvVarSource Source of the value.
        EnvVarSource: EnvVarSource represents a source for the value of an EnvVar.
          fieldRef ObjectFieldSelector A field of the pod.
          resourceFieldRef any A resource of the container.
          configMapKeyRef KeySelector A key of a ConfigMap.
          secretKeyRef KeySelector A key of a Secret.
        ObjectFieldSelector~: ObjectFieldSelector selects a field of the pod.
          apiVersion string Version of the schema the path is written in.
          *fieldPath string Path of the field.
        KeySelector~: Selects a key of a ConfigMap or Secret.
          name string Name of the object.
          *key string The key to select.
          optional bool Whether the object or key may be missing.
        EnvFromSource: EnvFromSource represents a whole ConfigMap or Secret as variables.
          prefix string Put before each name.
          configMapRef any The ConfigMap.
          secretRef any The Secret.
        ResourceRequirements: ResourceRequirements describes the compute resource requirements.
          limits quantity<> The most that is allowed.
          requests quantity<> The least that is required.
          claims any[name] Claims that are used.
        Probe: Probe describes a health check to be performed against a container.
          httpGet HTTPGetAction An HTTP request to make.
          tcpSocket any A connection to open.
          exec any A command to run in the container.
          grpc any A gRPC health check.
          initialDelaySeconds int Seconds after the start before the first probe.
          timeoutSeconds int Seconds after which the probe times out. Defaults to 1.
          periodSeconds int Seconds between probes. Defaults to 10.
          successThreshold int Successes in a row to count as healthy. Defaults to 1.
          failureThreshold int Failures in a row to count as failed. Defaults to 3.
          terminationGracePeriodSeconds int Seconds to end when the probe fails.
        HTTPGetAction: HTTPGetAction describes an action based on HTTP Get requests.
          path string Path to access.
          *port intstr Number or name of the port.
          host string Host name to connect to; the pod's address when absent.
          scheme string HTTP or HTTPS. Defaults to HTTP.
          httpHeaders any[] Headers to set.
        Lifecycle: Lifecycle describes actions on container events.
          postStart any Right after the container is created.
          preStop any Before the container is terminated.
          stopSignal string Signal that stops the container.
        LocalObjectReference~: Names an object in the same namespace.
          name string Name of the object.
        Volume: Volume represents a named volume in a pod.
          *name string Name of the volume.
          configMap any A ConfigMap as files.
          secret any A Secret as files.
          emptyDir any A folder that lives as long as the pod.
          hostPath any A folder of the node.
          persistentVolumeClaim any A claim in the same namespace.
          downwardAPI any Fields of the pod as files.
          projected any Several sources in one folder.
          csi any Storage of a CSI driver.
          ephemeral any A volume made for the pod.
          nfs any An NFS mount.
          image any An image as files.
          gcePersistentDisk any A disk of a cloud.
          awsElasticBlockStore any A disk of a cloud.
        PodStatus: PodStatus represents information about the status of a pod.
          observedGeneration int The generation that was acted on.
          phase string Pending, Running, Succeeded, Failed or Unknown.
          conditions Condition[type] Current service state of the pod.
          message string Why the pod is in this condition.
          reason string Brief reason such as Evicted.
          nominatedNodeName string Node that is being made free.
          hostIP string Address of the host.
          hostIPs any[] Addresses of the host.
          podIP string Address of the pod.
          podIPs any[ip] Addresses of the pod.
          startTime time When the kubelet acknowledged the pod.
          initContainerStatuses any[] Status of init containers.
          containerStatuses any[] Status of containers.
          ephemeralContainerStatuses any[] Status of ephemeral containers.
          qosClass string Quality of service class.
          resize string State of a resize.
          resourceClaimStatuses any[name] Status of claims.
        """;
}
