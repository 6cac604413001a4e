# A part of trial.sh: the session once more, with cage as a window of a virtual screen, where it can be looked at and
# keys can be pressed from outside.
Xvfb :9 -ac -screen 0 1920x1080x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
export DISPLAY=:9
patience 100 xdotool getmouselocation
# The session forgets every display that it was started with; cage is told of this one all the same.
mkdir -p /run/tools
printf '#!/bin/sh\nDISPLAY=:9 exec /usr/bin/cage "$@"\n' >/run/tools/cage
chmod 755 /run/tools/cage
start_session x11 >"$result/watched.log" 2>&1 &
patience 600 grep -q '"check":"tenant"' "$result/watched.log"
# wlroots makes a window of 1024 by 768; a station's screen is larger.
window=$(xwininfo -root -children | sed -n "s/^ *\(0x[0-9a-f]*\) .* 1024x768.*/\1/p")
xdotool windowsize "$window" 1920 1080 mousemove 4 1076
look() { xwd -root -silent >"$result/$1.xwd"; }
# Four bytes each; what xwd writes before them has bytes that nobody sets.
pixels() { tail -c "$((4 * 1920 * 1080))" "$result/$1.xwd"; }
# There are letters, and the desk's colour in the corner that is painted last, where the screen by itself is black.
is_painted() {
  pixels "$1" | perl -0777 -ne '
    my %colours = map { $_ => 1 } unpack("V*", $_);
    exit(keys(%colours) > 200 && (unpack("V", substr($_, -4)) & 0xffffff) ? 0 : 1)'
}
# The desk has come up when it is painted, and two looks, a second apart, are the same.
come_up() {
  look before
  sleep 1
  look later
  [ "$(pixels before | cksum)" = "$(pixels later | cksum)" ] && is_painted before
}
sleep 3
patience 100 come_up
desk=$(cat /run/tapdesk/desk.pid)
while read -r keys; do
  xdotool key --clearmodifiers "$keys"
  sleep 0.05
done </run/shared/keys
sleep 2
look after
[ "$(cat /run/tapdesk/desk.pid)" = "$desk" ] && kill -0 "$desk" && echo same >"$result/watched-desk"
timeout 60 env RUNTIME_DIRECTORY=/run/tapdesk setpriv --reuid=tapdesk --regid=tapdesk --clear-groups /usr/lib/tapdesk/stop
patience 100 sh -c '! pgrep -u tapdesk'
kill "$screen"
unset DISPLAY
