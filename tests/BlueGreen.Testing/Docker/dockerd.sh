#!/usr/bin/env bash
# Starts a docker daemon, a registry, and a registry that wants a password, each of the caller's own: all they write
# is in FOLDER, they listen on loopback or a socket there, and they end when stdin ends, so also when the caller is
# killed.
# usage: dockerd.sh FOLDER    prints one line: ready SOCKET PORT PORT-WITH-PASSWORD
set -uo pipefail
folder=$1
limit_tenths=300
started=()

fail() {
  echo "dockerd.sh: $1" >&2
  tail -n 20 -- "$folder"/*.log >&2 2>/dev/null
  exit 1
}

end_all() {
  local pid
  for pid in "${started[@]}"; do
    kill -TERM "$pid" 2>/dev/null
  done
  for pid in "${started[@]}"; do
    wait "$pid" 2>/dev/null
  done
}

# Waits until a command succeeds; gives up at once when the program it is about has ended.
await() {
  local what=$1 pid=$2 waited=0
  shift 2
  until "$@" >/dev/null 2>&1; do
    kill -0 "$pid" 2>/dev/null || fail "$what ended; its last words:"
    ((waited++ < limit_tenths)) || fail "$what did not start within $((limit_tenths / 10)) s; its last words:"
    sleep 0.1
  done
}

start_registry() {
  local name=$1
  docker-registry serve "$folder/$name.yml" >"$folder/$name.log" 2>&1 </dev/null &
  started+=($!)
}

port_of() {
  sed -n 's/.*listening on 127\.0\.0\.1:\([0-9]*\).*/\1/p' "$folder/$1.log" | grep .
}

for program in dockerd containerd runc docker docker-registry; do
  command -v "$program" >/dev/null || fail "there is no $program; on Debian: apt-get install docker.io docker-registry"
done
((EUID == 0)) || fail "a docker daemon of one's own needs root here; run the tests as root, or in a container"
trap end_all EXIT
cd -- "$folder" || exit 1
mkdir -p data exec open closed
echo '{}' >daemon.json
for name in open closed; do
  printf 'version: 0.1\nlog: {level: info}\nhttp: {addr: "127.0.0.1:0"}\nstorage: {filesystem: {rootdirectory: %s}}\n' \
    "$folder/$name" >"$name.yml"
done
printf 'auth: {htpasswd: {realm: test, path: %s}}\n' "$folder/passwords" >>closed.yml

# No bridge and no firewall rules: the machine's network stays as it is.
dockerd --config-file daemon.json --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/d.pid" \
  --host "unix://$folder/d.sock" --bridge=none --iptables=false --ip6tables=false --storage-driver=vfs \
  --log-level=warn >docker.log 2>&1 </dev/null &
daemon=$!
started+=("$daemon")
start_registry open
start_registry closed
await "the registry" "${started[1]}" port_of open
await "the registry with a password" "${started[2]}" port_of closed
await "the docker daemon" "$daemon" docker --host "unix://$folder/d.sock" version
echo "ready $folder/d.sock $(port_of open) $(port_of closed)"
cat >/dev/null
