#!/usr/bin/env bash
# Starts the Frosting program in build/, after rebuilding it when a source changed. All arguments are the program's:
# ./build.sh --target=Test, ./build.sh --help. The repository's root becomes the working directory, wherever it is
# called from, also through a link. It ends as the program itself (exec), so that signals reach it and the exit code
# is its own.
set -euo pipefail
self=${BASH_SOURCE[0]}
while [[ -L $self ]]; do
  link=$(readlink -- "$self")
  [[ $link == /* ]] || link=${self%"${self##*/}"}$link
  self=$link
done
CDPATH="" cd -- "${self%"${self##*/}"}./"

sources=(
  build src compat samples
  Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt
)
projects=(build/Build.csproj samples/Uptimer/Uptimer.csproj)
programs=(artifacts/bin/Build/release/Build.dll artifacts/bin/Uptimer/release/Uptimer.dll)
stamp=artifacts/build.stamp
log=artifacts/build.log
lock=artifacts/build.lock
lock_limit_seconds=900

# Folders count too, so that a deleted or renamed file is seen. The stamp's time is when the last good build began.
is_stale() {
  local program
  for program in "${programs[@]}"; do
    [[ -f $program ]] || return 0
  done
  [[ ! -f $stamp ]] ||
    [[ -n $(find "${sources[@]}" \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit) ]]
}

# Analyzers are left to the Test target, which builds everything with warnings as errors: who only wants to run
# something should not wait for them. MSBuild leaves servers behind for the next build: they must inherit neither the
# lock (9) nor the caller's streams.
build() {
  local project
  echo "building..." >&2
  touch "$stamp.new"
  : >"$log"
  for project in "${projects[@]}"; do
    if ! DOTNET_NOLOGO=1 dotnet build "$project" --configuration Release -p:RunAnalyzers=false \
      </dev/null >>"$log" 2>&1 9>&-; then
      cat -- "$log" >&2
      echo "build.sh: $project does not build; the compiler's output is above and in $log." >&2
      return 1
    fi
  done
  mv -- "$stamp.new" "$stamp"
}

build_once() {
  if is_stale; then
    build
  fi
}

# Of two callers the second waits, and then finds nothing left to build.
build_alone_flock() {
  exec 9>"$lock"
  if ! flock --wait "$lock_limit_seconds" 9; then
    echo "build.sh: another build has held $lock for $lock_limit_seconds s. End it, then try again." >&2
    return 1
  fi
  build_once
  exec 9>&-
}

# Where there is no flock (macOS): a folder is made by one caller only, and tells by the holder's id whether it lives.
build_alone_mkdir() {
  local waited=0
  until mkdir -- "$lock.d" 2>/dev/null; do
    clear_dead_holder
    if ((waited++ >= lock_limit_seconds)); then
      echo "build.sh: another build has held $lock.d for $lock_limit_seconds s. If none runs, remove $lock.*" >&2
      return 1
    fi
    sleep 1
  done
  trap 'rm -rf -- "$lock.d"' EXIT
  echo "$$" >"$lock.d/pid"
  build_once
  rm -rf -- "$lock.d"
  trap - EXIT
}

# Only who made the dead holder's takeover folder may remove its lock, and only while it is still that holder's.
clear_dead_holder() {
  local holder
  holder=$(cat -- "$lock.d/pid" 2>/dev/null || true)
  if [[ -n $holder ]] && ! kill -0 "$holder" 2>/dev/null && mkdir -- "$lock.of.$holder" 2>/dev/null; then
    if [[ $(cat -- "$lock.d/pid" 2>/dev/null || true) == "$holder" ]]; then
      rm -rf -- "$lock.d"
    fi
    rmdir -- "$lock.of.$holder"
  fi
}

if is_stale; then
  mkdir -p artifacts
  if command -v flock >/dev/null; then
    build_alone_flock
  else
    build_alone_mkdir
  fi
fi

exec dotnet "${programs[0]}" "$@"
