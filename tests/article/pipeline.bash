#!/usr/bin/env bash
# The jobs of the pipeline in "Continuous Blue-Green Deployments With Kubernetes" (T. Fernandez, semaphoreci.com, 8 Sep
# 2020), one function a job, with the commands as the article prints them: quoted, however long, so that their effect
# can be counted. Only Semaphore itself is missing: it gives `checkout`, the variables of the job, and ends a job at the
# first command that fails.
# usage: pipeline.bash sanity|deploy|smoke|activate|rollback|decommission, in a folder with manifests/
set -e

# The working copy is there already.
checkout() { :; }

# COLOR_TEST
sanity() {
  if kubectl get virtualservice myapp-blue-green;then VSERVICE_DEFAULT=$(kubectl get virtualservice myapp-blue-green -o json | jq -r '.spec.http[-1].route[0].destination.subset');echo "Default route goes to $VSERVICE_DEFAULT";test "$VSERVICE_DEFAULT" != "$COLOR_TEST";fi
}

# COLOR_TEST, DOCKER_USERNAME, SEMAPHORE_WORKFLOW_ID, DB_*
deploy() {
  checkout
  kubectl apply -f manifests/service.yml
  envsubst < manifests/deployment.yml |tee _deployment.yml
  kubectl apply -f _deployment.yml
  kubectl rollout status -f _deployment.yml --timeout=120s

  kubectl apply -f manifests/gateway.yml
  envsubst < manifests/route-test.yml |tee _route.yml
  kubectl apply -f _route.yml

  kubectl exec -it -c myapp $(kubectl get pod -l app=myapp,color=$COLOR_TEST -o name | head -n 1) -- npm run migrate
}

# COLOR_TEST
smoke() {
  kubectl exec -it -c myapp $(kubectl get pod -l app=myapp,color=$COLOR_TEST -o name | head -n 1) -- npm run ping

  export INGRESS_HOST=$(kubectl -n istio-system get service istio-ingressgateway -o jsonpath='{.status.loadBalancer.ingress[0].ip}')
  export INGRESS_PORT=$(kubectl -n istio-system get service istio-ingressgateway -o jsonpath='{.spec.ports[?(@.name=="http2")].port}')
  export URL="http://${INGRESS_HOST}:${INGRESS_PORT}"
  echo "Ingress gateway is $URL"
  export TEST_VALUE=$(curl --cookie 'test=true' $URL/ready | jq -r '.ready')
  test "$TEST_VALUE" = "true"
}

# COLOR_ACTIVE
activate() {
  checkout
  envsubst < manifests/route.yml |tee _route.yml
  kubectl apply -f _route.yml
}

# COLOR_ACTIVE
rollback() {
  checkout
  envsubst < manifests/route.yml |tee _route.yml
  kubectl apply -f _route.yml
}

# COLOR_DECOMISSION
decommission() {
  if kubectl get deployment/myapp-$COLOR_DECOMISSION 2>/dev/null;then kubectl delete deployment/myapp-$COLOR_DECOMISSION;fi
}

case ${1-} in
  sanity | deploy | smoke | activate | rollback | decommission) "$1" ;;
  *)
    echo "usage: ${0##*/} sanity|deploy|smoke|activate|rollback|decommission" >&2
    exit 2
    ;;
esac
