#!/bin/sh
# Runs a program on a screen of its own: with_screen.sh WIDTHxHEIGHT PROGRAM [ARGUMENT...]
# Ends with 77, which ctest takes for "skipped", where a part is missing.
set -eu
size=$1
shift
for part in Xvfb openbox; do
    command -v "$part" >/dev/null || { echo "skipped: $part is not installed"; exit 77; }
done
scratch=$(mktemp -d)
screen=
manager=
cleanup() {
    [ -z "$manager" ] || kill "$manager" 2>/dev/null || :
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || :
    wait 2>/dev/null || :
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

# Xvfb takes a free display number itself and tells it.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$scratch/display" 2>/dev/null &
screen=$!
tries=0
while [ ! -s "$scratch/display" ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
[ -s "$scratch/display" ] || { echo "skipped: Xvfb does not start"; exit 77; }
DISPLAY=":$(cat "$scratch/display")"
export DISPLAY
export QT_QPA_PLATFORM=xcb LANG=C.UTF-8
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
    XDG_RUNTIME_DIR=$scratch
    export XDG_RUNTIME_DIR
fi
openbox >/dev/null 2>&1 &
manager=$!
sleep 0.3
"$@"
