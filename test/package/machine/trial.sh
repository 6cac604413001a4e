#!/bin/sh
# What somebody does who installs, runs, replaces and removes the package; each answer is a file in /run/shared/result.
# Runs inside the machine of inside.sh. Nothing waits longer than `patience` allows.
set -u
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
result=/run/shared/result
mkdir -p "$result"

as_desk() { setpriv --reuid=tapdesk --regid=tapdesk --init-groups --no-new-privs --bounding-set=-all "$@"; }
# What systemd starts, in cage whose display is a wlroots back end: start_session BACKEND [NAME=VALUE...]
start_session() {
  backend=$1
  shift
  exec env -i PATH=/run/tools:/usr/bin:/bin LANG=C.UTF-8 RUNTIME_DIRECTORY=/run/tapdesk STATE_DIRECTORY=/var/lib/tapdesk \
    CREDENTIALS_DIRECTORY=/run/credentials NOTIFY_SOCKET=/run/notify WATCHDOG_USEC=3000000 \
    WLR_BACKENDS="$backend" WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 "$@" \
    setpriv --reuid=tapdesk --regid=tapdesk --init-groups --no-new-privs --bounding-set=-all /usr/lib/tapdesk/session
}
# patience TENTHS CONDITION...: waits until the condition holds.
patience() {
  left=$1
  shift
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.1
  done
}

dpkg --install /run/shared/tapdesk.deb >"$result/install.log" 2>&1
echo $? >"$result/install"
find /usr/lib/tapdesk /usr/bin/tapdesk \( ! -user root -o ! -group root -o -perm /7022 \) ! -type l >"$result/not-roots"
find /usr/lib/tapdesk -type f \( -name '*.node' -o -name '*.so*' -o -name tapdesk \) -exec ldd {} + 2>/dev/null |
  grep 'not found' >"$result/missing-libraries"
systemd-analyze verify --man=no tapdesk.service tapdesk-halted.service tapdesk-keyring.service \
  tapdesk-alerts.timer tapdesk-review.timer tapdesk-export.timer tapdesk-retention.timer >"$result/units" 2>&1
for unit in tapdesk tapdesk-halted tapdesk-keyring tapdesk-alerts tapdesk-review tapdesk-export tapdesk-retention; do
  systemd-analyze security --offline=yes --threshold=30 --no-pager "$unit.service" >"$result/security-$unit.log" 2>&1
  echo $? >"$result/security-$unit"
done
timeout 20 tapdesk policy schema configuration --json >"$result/schema.json" 2>/dev/null
timeout 20 tapdesk lock check --installed >"$result/lock.log" 2>/dev/null
echo $? >"$result/lock"
timeout 20 tapdesk --no-sandbox policy schema >"$result/refused" 2>&1
echo $? >>"$result/refused"

# What systemd would set up before it starts the unit.
install -o root -g tapdesk -m 640 /run/shared/config.json /etc/tapdesk/config.json
install -d -o tapdesk -g tapdesk -m 700 /run/tapdesk /run/credentials
head -c 32 /dev/urandom | base64 -w0 >/run/credentials/keyring
chown tapdesk /run/credentials/keyring
perl -MIO::Socket::UNIX -MSocket -e '
  my $socket = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => "/run/notify") or die;
  chmod 0777, "/run/notify"; $| = 1;
  while (defined $socket->recv(my $said, 4096)) { print "$said\n" }' >"$result/notified" &
listener=$!
patience 50 test -S /run/notify
start_session headless >"$result/session.log" 2>&1 &
patience 600 grep -q READY=1 "$result/notified"
patience 300 grep -q WATCHDOG=1 "$result/notified"
patience 300 grep -q '"check":"tenant"' "$result/session.log"
patience 100 test -s /var/lib/tapdesk/tapdesk/station-key
head -c 3 /var/lib/tapdesk/tapdesk/station-key >"$result/station-key" 2>/dev/null
desk=$(cat /run/tapdesk/desk.pid)
readlink "/proc/$desk/exe" >"$result/program"
cat "/proc/$desk/status" >"$result/status"
tr '\0' '\n' <"/proc/$desk/environ" | grep -c keyring >"$result/environ-keyring"
ps -o user= -C tapdesk,cage,Xwayland,dbus-daemon,gnome-keyring-daemon | sort -u >"$result/users"

# While somebody is being enrolled, the package stays as it is.
echo "$desk" >/run/tapdesk/enrollment
TAPDESK_WAIT_SECONDS=1 dpkg --remove tapdesk >"$result/remove-busy.log" 2>&1
echo $? >"$result/remove-busy"
TAPDESK_WAIT_SECONDS=1 dpkg --install /run/shared/tapdesk.deb >"$result/upgrade-busy.log" 2>&1
echo $? >"$result/upgrade-busy"
kill -0 "$desk" && echo alive >"$result/desk-after-refusal"
# A mark of a process that is gone counts for nothing.
echo 999999 >/run/tapdesk/enrollment

timeout 60 env RUNTIME_DIRECTORY=/run/tapdesk setpriv --reuid=tapdesk --regid=tapdesk --clear-groups /usr/lib/tapdesk/stop
echo $? >"$result/stop"
patience 100 sh -c '! pgrep -u tapdesk'
pgrep -u tapdesk -a >"$result/left-running"
kill "$listener"

dpkg --install /run/shared/tapdesk.deb >"$result/again.log" 2>&1
echo $? >"$result/again"
. /run/shared/watch.sh
# A journal of a later version: the same file but for its format's number.
journal=/var/lib/tapdesk/tapdesk/journal.sqlite
printf '\000\000\000\143' | dd of="$journal" bs=1 seek=60 conv=notrunc 2>/dev/null
dpkg --install /run/shared/tapdesk.deb >"$result/older.log" 2>&1
echo $? >"$result/older"

timeout 5 /usr/lib/tapdesk/halted >"$result/halted" 2>/dev/null

dpkg --purge tapdesk >"$result/purge.log" 2>&1
echo $? >"$result/purge"
(cd /run/machine/changes && find . -not -type d | sed 's/^\.//' | sort) >"$result/changed"
: >"$result/different"
while read -r file; do
  cmp -s "/run/machine/changes$file" "/run/old$file" || echo "$file" >>"$result/different"
done <"$result/changed"
chmod -R a+rX "$result"
