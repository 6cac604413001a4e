#!/bin/sh
# A machine to try a package on: what is here, with everything that is changed kept in memory apart from it, and no
# network. Runs a script there as root, with processes, mounts and memory that all end with it.
#   TAPDESK_SHARED=FOLDER inside.sh EMPTY-FOLDER SCRIPT [ARGS]   the script finds FOLDER as /run/shared
set -eu
if [ "${TAPDESK_INSIDE:-}" = '' ]; then
  TAPDESK_INSIDE=outer exec unshare --mount --propagation private --net --pid --fork --kill-child -- "$0" "$@"
fi
folder=$1
shift
mount -t tmpfs -o size=2g,mode=755 tapdesk-machine "$folder"
mkdir "$folder/changes" "$folder/work" "$folder/root"
mount -t overlay -o "lowerdir=/,upperdir=$folder/changes,workdir=$folder/work" overlay "$folder/root"
root="$folder/root"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mkdir "$root/run/machine" "$root/run/shared"
# What the script is given, where it leaves its answers, and what it has changed.
mount --bind "$TAPDESK_SHARED" "$root/run/shared"
mount --bind "$folder" "$root/run/machine"
cd "$root"
mkdir -p run/old
pivot_root . run/old
exec "$@"
